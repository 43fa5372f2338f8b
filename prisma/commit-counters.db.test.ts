import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import type { TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { migrate } from "./migrate";
import { listMigrations } from "./tools/list-migrations";
import { commitCounters, countAnew } from "./tools/rollups/commit-counters";
import { listMissingColumns } from "./tools/rollups/list-missing-columns";
import { changesTable, rollupTables } from "./tools/rollups/rollup-tables";
import { createScratchDatabase } from "./tools/scratch-database";

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

test("the migration adds columns, recreates dependent and changed objects, and then recounts", async () => {
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

test("whatever was counted before a counter was declared is counted by its migration as well", async () => {
  const all = listMigrations();
  const counting = all.filter(({ sql }) => sql.includes(countAnew)).map(({ name }) => name);
  for (const name of counting) {
    const database = await createScratchDatabase(inject("serverUrl"));
    const owner = new Client({ connectionString: database.connectionString });
    try {
      await migrate(
        database.connectionString,
        all.slice(
          0,
          all.findIndex((each) => each.name === name),
        ),
      );
      await owner.connect();
      const { rows } = await owner.query<TestTenant>(
        `WITH tenant AS (INSERT INTO users (email, name, timezone) VALUES ('a@tenant.example', 'Ann', 'Pacific/Auckland') RETURNING id)
         INSERT INTO agents (user_id, elevenlabs_agent_id, name) SELECT id, 'agent_a', 'Front desk' FROM tenant
         RETURNING user_id AS "userId", id AS "agentId", elevenlabs_agent_id AS "providerAgentId"`,
      );
      for (const tenant of rows)
        for (const durationSeconds of [0, 59, 300, 301, 4000])
          await insertCall(owner, tenant, {
            durationSeconds,
            outcome: "completed",
            lead: { score: 80, ctas: ["demo"] },
          });
      await migrate(database.connectionString);
      const { rows: different } = await owner.query("SELECT * FROM find_figure_differences()");
      expect({ name, tenants: rows.length, different }).toEqual({ name, tenants: 1, different: [] });
    } finally {
      await owner.end();
      await database.drop();
    }
  }
}, 120_000);
