import { AppError } from "@/lib/platform/errors";
import type { Migration } from "./list-migrations";
import { isOfSchema, placeOf, type SqlObject } from "./sql-object";

export type ObjectChanges = {
  /** What is new or differs from its last committed text, in the order it is applied. */
  changed: SqlObject[];
  /** What says `-- applied again: with every change`, where a migration without it came after the last one that has it. */
  repeated: SqlObject[];
  /** Names that the migrations created and no file defines any more. */
  vanished: string[];
};

/** Above each object's text in a migration; `removed` in place of the hash stands above the statements that drop it. */
export const objectMark = ({ name, hash }: SqlObject) => `-- object: ${name} sha256:${hash}`;

const mark = /^-- object: (\S+) (?:sha256:([0-9a-f]{64})|(removed))$/gm;

/** What is said now against what the newest migration that mentions each object said. */
export function objectChanges(objects: readonly SqlObject[], migrations: readonly Migration[]): ObjectChanges {
  const committed = new Map<string, string>();
  for (const [, name = "", hash] of migrations.flatMap(marksOf)) {
    if (hash) committed.set(name, hash);
    else committed.delete(name);
  }
  const names = new Set(objects.map((object) => object.name));
  const last = migrations.at(-1);
  const inLast = new Set(last ? marksOf(last).map(([, name]) => name) : []);
  return {
    changed: objects.filter((object) => committed.get(object.name) !== object.hash),
    repeated: objects.filter((object) => isRepeated(object) && !inLast.has(object.name)),
    // A table's comments go with the table.
    vanished: [...committed.keys()].filter((name) => !names.has(name) && !isOfSchema(name)),
  };
}

/** Whether an object follows from the others, so that each migration of objects ends with it. */
export const isRepeated = ({ sql }: SqlObject) => /^-- applied again: with every change$/m.test(sql);

/** @throws AppError CONFLICT when a file vanished and no migration drops what it had made. */
export function refuseVanished(vanished: readonly string[]): void {
  const [name] = vanished;
  if (name === undefined) return;
  throw new AppError(
    "CONFLICT",
    `${placeOf(name)} is gone but what it made is not: write a migration with the line "-- object: ${name} removed" above its DROP statements.`,
  );
}

const marksOf = ({ sql }: Migration) => [...sql.matchAll(mark)];
