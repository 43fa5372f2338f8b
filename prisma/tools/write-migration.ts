import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { objectMark } from "./object-history";
import type { SqlObject } from "./sql-object";

/** Statements of a migration that come before its objects, and after them. */
export type Around = { before: string; after: string };

/** Writes a migration of these objects, each under the mark by which its text is known later. */
export function writeMigration(folder: string, name: string, objects: readonly SqlObject[], around?: Around): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  const sections = objects.map(objectSection);
  const parts = around ? [`${around.before}\n`, ...sections, `${around.after}\n`] : sections;
  writeFileSync(path.join(folder, name, "migration.sql"), parts.join("\n"));
}

export const objectSection = (object: SqlObject) => `${objectMark(object)}\n${object.sql}\n`;
