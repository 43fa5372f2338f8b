import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export type Migration = { name: string; sql: string };

export const migrationsFolder = path.join(import.meta.dirname, "../migrations");

/** The migrations in the order of their names, which begin with the moment (UTC) they were written. */
export function listMigrations(folder = migrationsFolder): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(path.join(folder, name, "migration.sql"), "utf8") }));
}
