import { readFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { rollupDifferences } from "@/test/recompute";
import { migrate } from "./migrate";
import { readCatalog } from "./tools/catalog";
import { listMigrations, type Migration } from "./tools/list-migrations";
import { countAnew } from "./tools/rollups/commit-counters";
import { createScratchDatabase, type ScratchDatabase } from "./tools/scratch-database";

/** What the first release's installations have: they take every migration that comes after it. */
const all = listMigrations();
const baseline = all.slice(0, all.findIndex(({ name }) => name.endsWith("_policies_and_grants")) + 1);
const later = all.slice(baseline.length);
const rows = readFileSync(path.join(import.meta.dirname, "../test/baseline-rows.sql"), "utf8");

/** Its rows are gone before their transaction ends. */
const neverFilled = ["rollup_changes"];

/** Where days are counted anew, what was computed from them is dropped, and what follows from them is asked for. */
const recomputed = later.some(({ sql }) => sql.includes(countAnew)) ? ["dashboard_cache", "stale_trends"] : [];

/** A later version may add settings; everywhere else a row more is a row too many. */
const growing = ["system_config"];

let [empty, filled]: (ScratchDatabase | undefined)[] = [];
let tables: Table[];
let before: Map<string, string[]>;
beforeAll(async () => {
  empty = await createScratchDatabase(inject("serverUrl"));
  await migrate(empty.connectionString, baseline);
  filled = await clone(empty);
  const client = new Client(filled);
  await client.connect();
  await client.query(rows);
  tables = await listTables(client);
  before = await readRows(client, tables);
  await client.end();
});
afterAll(async () => {
  await empty?.drop();
  await filled?.drop();
});

test("every table has rows at the baseline", () => {
  expect(tables.length).toBeGreaterThan(50);
  expect(tables.filter(({ name }) => before.get(name)?.length === 0).map(({ name }) => name)).toEqual(neverFilled);
});

test("the rows of the baseline are kept by all that came later, and contradict themselves nowhere", async () => {
  const { differences, client, drop } = await migratePopulated(later);
  try {
    expect(differences).toEqual([]);
    expect((await client.query("SELECT * FROM validate_user_data_consistency()")).rows).toEqual([]);
    expect((await client.query("SELECT * FROM audit_data_isolation()")).rows).toEqual([]);
    expect(await rollupDifferences(client)).toEqual([]);
  } finally {
    await drop();
  }
});

const after = (sql: string): Migration => ({ name: "99990101000000_change", sql });

test("the rows of the baseline are kept by a migration that changes their table, which they get as a new database has it", async () => {
  const { differences, client, drop } = await migratePopulated([
    ...later,
    after(`ALTER TABLE calls ADD COLUMN language varchar(8) NOT NULL DEFAULT 'en';
      ALTER TABLE calls ADD CONSTRAINT calls_language_is_known CHECK (language IN ('en', 'de'));
      CREATE INDEX calls_language_idx ON calls (user_id, language);`),
  ]);
  try {
    expect(differences).toEqual([]);
    const { rows: languages } = await client.query("SELECT language, count(*) > 100 AS many FROM calls GROUP BY 1");
    expect(languages).toEqual([{ language: "en", many: true }]);
  } finally {
    await drop();
  }
});

test.each([
  ["takes a row away", "DELETE FROM follow_ups WHERE lead_phone LIKE '%1'", ["rows of follow_ups"]],
  ["adds one", "INSERT INTO rate_limits (key) VALUES ('one more')", ["rows of rate_limits"]],
  ["changes a value", "UPDATE saved_views SET position = 1", ["rows of saved_views"]],
  ["takes a column away", "ALTER TABLE oauth_accounts DROP COLUMN last_used_at", ["rows of oauth_accounts"]],
  [
    "makes something else where there are rows",
    "DO $$ BEGIN IF EXISTS (SELECT FROM users) THEN CREATE INDEX extra ON users (country); END IF; END $$",
    ["index extra"],
  ],
])("a migration that %s is found", async (_what, sql, found) => {
  const { differences, drop } = await migratePopulated([...later, after(sql)]);
  await drop();
  expect(differences).toEqual(found);
});

/**
 * Brings the filled database and an empty one on from the baseline by the given migrations.
 * @returns the tables whose rows are not what they were, and what is otherwise than in the database that was empty.
 */
async function migratePopulated(migrations: readonly Migration[]) {
  const [populated, fresh] = [await clone(filled), await clone(empty)];
  const [client, other] = [new Client(populated), new Client(fresh)];
  const drop = async () => {
    await Promise.all([client.end(), other.end()]);
    await Promise.all([populated.drop(), fresh.drop()]);
  };
  const names = migrations.map(({ name }) => name);
  for (const { connectionString } of [populated, fresh]) {
    expect(await migrate(connectionString, [...baseline, ...migrations])).toEqual(names);
  }
  await Promise.all([client.connect(), other.connect()]);
  const kept = await readRows(client, tables);
  const changed = tables
    .filter(({ name }) => {
      if (recomputed.includes(name)) return false;
      const present = kept.get(name)?.filter((row) => !growing.includes(name) || before.get(name)?.includes(row));
      return present?.join() !== before.get(name)?.join();
    })
    .map(({ name }) => `rows of ${name}`);
  const [catalog, expected] = [await readCatalog(client), await readCatalog(other)];
  const otherwise = [...new Set([...catalog.keys(), ...expected.keys()])].filter(
    (name) => catalog.get(name) !== expected.get(name),
  );
  return { differences: [...changed, ...otherwise], client, drop };
}

const clone = (database: ScratchDatabase | undefined) =>
  createScratchDatabase(inject("serverUrl"), new URL(database?.connectionString ?? "").pathname.slice(1));

type Table = { name: string; columns: string[] };

async function listTables(client: Client): Promise<Table[]> {
  const { rows: found } = await client.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attname) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
     GROUP BY c.relname ORDER BY c.relname`,
  );
  return found;
}

/** A checksum of each row, of the columns that its table has at the baseline, but for when it was last changed. */
async function readRows(client: Client, tables: readonly Table[]): Promise<Map<string, string[]>> {
  const read = new Map<string, string[]>();
  for (const { name, columns } of tables) {
    const { rows: checksums } = await client.query<{ checksum: string }>(
      `SELECT md5(jsonb_object_agg(e.key, e.value)::text) AS checksum
       FROM ${name} t CROSS JOIN LATERAL jsonb_each(to_jsonb(t)) e WHERE e.key = ANY ($1) AND e.key <> 'updated_at' GROUP BY t.ctid ORDER BY 1`,
      [columns],
    );
    read.set(
      name,
      checksums.map(({ checksum }) => checksum),
    );
  }
  return read;
}
