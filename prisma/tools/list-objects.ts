import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/platform/errors";
import { type SqlObject, sqlObject } from "./sql-object";

export const objectsFolder = path.join(import.meta.dirname, "../objects");

/**
 * Every object file in the order in which they are applied: by folder and file name, each after the files that its lines
 * `-- depends on: <folder>/<file>.sql` name. What says `-- depends on: all others` comes last.
 * @throws AppError BAD_REQUEST for a dependency that does not exist or leads back to itself.
 */
export function listObjects(folder = objectsFolder, isBefore = (a: string, b: string) => a < b): SqlObject[] {
  const objects = new Map(readObjects(folder).map((object) => [object.name, object]));
  const ordered = new Set<SqlObject>();

  const visit = (name: string, path: readonly string[]) => {
    const object = objects.get(name);
    if (!object) throw new AppError("BAD_REQUEST", `${path.at(-1)} depends on ${name}, which does not exist.`);
    if (path.includes(name)) throw new AppError("BAD_REQUEST", `${[...path, name].join(" depends on ")}: a circle.`);
    if (ordered.has(object)) return;
    for (const needed of dependencies(object)) visit(needed, [...path, name]);
    ordered.add(object);
  };
  const visitAll = (names: readonly SqlObject[]) => {
    for (const { name } of names) visit(name, []);
  };
  const sorted = [...objects.values()].sort((a, b) => (isBefore(a.name, b.name) ? -1 : 1));
  visitAll(sorted.filter((object) => !comesLast(object)));
  const early = sorted.find((object) => comesLast(object) && ordered.has(object));
  if (early) throw new AppError("BAD_REQUEST", `${early.name} depends on all others, so no other can depend on it.`);
  visitAll(sorted);
  return [...ordered];
}

function readObjects(folder: string): SqlObject[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".sql"))
    .map((file) => sqlObject(file.split(path.sep).join("/"), readFileSync(path.join(folder, file), "utf8").trim()));
}

const allOthers = "all others";

const marks = ({ sql }: SqlObject) => [...sql.matchAll(/^-- depends on: (.+)$/gm)].map(([, name = ""]) => name);
const dependencies = (object: SqlObject) => marks(object).filter((name) => name !== allOthers);
const comesLast = (object: SqlObject) => marks(object).includes(allOthers);
