import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/platform/errors";

/** `name` is the path below `prisma/objects` with forward slashes. */
export type SqlObject = { name: string; sql: string; hash: string };

export const objectsFolder = path.join(import.meta.dirname, "../objects");

/**
 * Every object file in the order in which they are applied: by folder and file name, each after the files that its
 * lines `-- depends on: <folder>/<file>.sql` name.
 * @throws AppError BAD_REQUEST for a dependency that does not exist or leads back to itself.
 */
export function listObjects(folder = objectsFolder): SqlObject[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".sql"))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
  const objects = new Map(files.map((name) => [name, read(folder, name)]));
  const ordered = new Set<SqlObject>();

  const visit = (name: string, path: readonly string[]) => {
    const object = objects.get(name);
    if (!object) throw new AppError("BAD_REQUEST", `${path.at(-1)} depends on ${name}, which does not exist.`);
    if (path.includes(name)) throw new AppError("BAD_REQUEST", `${[...path, name].join(" depends on ")}: a circle.`);
    if (ordered.has(object)) return;
    for (const needed of dependencies(object)) visit(needed, [...path, name]);
    ordered.add(object);
  };
  for (const name of files) visit(name, []);
  return [...ordered];
}

function read(folder: string, name: string): SqlObject {
  const sql = readFileSync(path.join(folder, name), "utf8").trim();
  return { name, sql, hash: createHash("sha256").update(sql).digest("hex") };
}

function dependencies({ sql }: SqlObject): string[] {
  return [...sql.matchAll(/^-- depends on: (\S+)$/gm)].map((match) => match[1] ?? "");
}
