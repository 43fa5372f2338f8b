import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { objectMark } from "./object-history";
import type { SqlObject } from "./sql-object";

/** Writes a migration of these objects, each under the mark by which its text is known later. */
export function writeMigration(folder: string, name: string, objects: readonly SqlObject[]): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, "migration.sql"), objects.map(objectSection).join("\n"));
}

export const objectSection = (object: SqlObject) => `${objectMark(object)}\n${object.sql}\n`;
