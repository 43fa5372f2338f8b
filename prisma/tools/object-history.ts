import { AppError } from "@/lib/platform/errors";
import type { Migration } from "./list-migrations";
import type { SqlObject } from "./list-objects";

export type ObjectChanges = {
  /** New or edited files, in the order they are applied. */
  changed: SqlObject[];
  /** Names that the migrations created and no file defines any more. */
  vanished: string[];
};

/** Above each object's text in a migration; `removed` in place of the hash stands above the statements that drop it. */
export const objectMark = ({ name, hash }: SqlObject) => `-- object: ${name} sha256:${hash}`;

const mark = /^-- object: (\S+) (?:sha256:([0-9a-f]{64})|(removed))$/gm;

/** What the object files say now against what the newest migration that mentions each of them said. */
export function objectChanges(objects: readonly SqlObject[], migrations: readonly Migration[]): ObjectChanges {
  const committed = new Map<string, string>();
  for (const [, name = "", hash] of migrations.flatMap(({ sql }) => [...sql.matchAll(mark)])) {
    if (hash) committed.set(name, hash);
    else committed.delete(name);
  }
  const names = new Set(objects.map((object) => object.name));
  return {
    changed: objects.filter((object) => committed.get(object.name) !== object.hash),
    vanished: [...committed.keys()].filter((name) => !names.has(name)),
  };
}

/** @throws AppError CONFLICT when a file vanished and no migration drops what it had made. */
export function refuseVanished(vanished: readonly string[]): void {
  const [name] = vanished;
  if (name === undefined) return;
  throw new AppError(
    "CONFLICT",
    `prisma/objects/${name} is gone but what it made is not: write a migration with the line "-- object: ${name} removed" above its DROP statements.`,
  );
}
