import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { commitCounters } from "./tools/rollups/commit-counters";
import { listMissingColumns } from "./tools/rollups/list-missing-columns";
import { changesTable, rollupTables } from "./tools/rollups/rollup-tables";

let folder: string;
let migrations: string;
let objects: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "callwright-counters-"));
  [migrations, objects] = [path.join(folder, "migrations"), path.join(folder, "objects")];
  writeMigration("20260101000000_create_rollups", tablesWithout("hot_leads", "total_score_sum"));
  write(path.join(objects, "core/absent_transition_tables.sql"), "SELECT 1;");
  writeMigration("20260102000000_objects", "");
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const writeMigration = (name: string, sql: string) => write(path.join(migrations, name, "migration.sql"), sql);

/** The rollups as they were before some counters were declared. */
const tablesWithout = (...missing: string[]) =>
  Object.entries(rollupTables)
    .map(([table, columns]) => {
      const known = columns.filter(({ name }) => !missing.includes(name));
      return `CREATE TABLE ${table} (${known.map(({ name }) => `${name} integer`).join(", ")});`;
    })
    .join("\n");

test("the product's migrations have made the column of every counter", async () => {
  expect(await listMissingColumns(inject("serverUrl"))).toEqual([]);
});

test("a new counter gets its columns, large ones as such, in every rollup that keeps it", async () => {
  expect(await listMissingColumns(inject("serverUrl"), migrations)).toEqual([
    "ALTER TABLE agent_analytics ADD COLUMN hot_leads integer NOT NULL DEFAULT 0, ADD COLUMN total_score_sum bigint NOT NULL DEFAULT 0;",
    "ALTER TABLE user_daily_analytics ADD COLUMN hot_leads integer NOT NULL DEFAULT 0, ADD COLUMN total_score_sum bigint NOT NULL DEFAULT 0;",
    "ALTER TABLE user_analytics ADD COLUMN hot_leads integer NOT NULL DEFAULT 0, ADD COLUMN total_score_sum bigint NOT NULL DEFAULT 0;",
    "ALTER TABLE call_analytics_cache ADD COLUMN hot_leads integer NOT NULL DEFAULT 0;",
    "ALTER TABLE call_segment_analytics ADD COLUMN hot_leads integer NOT NULL DEFAULT 0;",
    `ALTER TABLE ${changesTable} ADD COLUMN hot_leads integer, ADD COLUMN total_score_sum bigint;`,
  ]);
});

test("the migration adds columns, makes again what sees them and what differs, and then counts anew", async () => {
  const options = { serverUrl: inject("serverUrl"), objects, migrations, now: new Date("2026-02-03T04:05:06Z") };
  expect(await commitCounters({ ...options, verbPhrase: "Keep objects" })).toBe("20260203040506_keep_objects");
  write(path.join(objects, "rollups/moves.sql"), "SELECT 2;");
  const first = readFileSync(path.join(migrations, "20260203040506_keep_objects/migration.sql"), "utf8");
  const parts = [
    "ALTER TABLE agent_analytics",
    "-- object: core/absent_transition_tables.sql",
    "rebuild_call_segment_analytics",
  ];
  const places = parts.map((part) => first.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
