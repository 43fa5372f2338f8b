import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { expect, inject, test } from "vitest";
import { rollupDifferences } from "@/test/recompute";
import { migrate } from "./migrate";
import { listMigrations } from "./tools/list-migrations";
import { createScratchDatabase } from "./tools/scratch-database";

/** One file of rows for each version that has been in use, named after its last migration. */
const folder = path.join(import.meta.dirname, "../test/versions");
const versions = readdirSync(folder).map((file) => path.basename(file, ".sql"));

/** A later version may add settings, and gives a day its hours; everywhere else a row more is a row too many. */
const growing = new Set(["system_config", "user_analytics"]);

test.each(versions)("the rows of %s are kept, and agree, after all that came later", async (version) => {
  const database = await createScratchDatabase(inject("serverUrl"));
  const client = new Client({ connectionString: database.connectionString });
  try {
    const all = listMigrations();
    const until = all.findIndex(({ name }) => name === version) + 1;
    await migrate(database.connectionString, all.slice(0, until));
    await client.connect();
    await client.query(readFileSync(path.join(folder, `${version}.sql`), "utf8"));
    const tables = await listTables(client);
    const before = await readTables(client, tables);
    expect(tables.filter(({ name }) => before.get(name)?.length === 0)).toEqual([]);

    expect(await migrate(database.connectionString)).toHaveLength(all.length - until);
    const after = await readTables(client, tables);
    for (const { name } of tables) {
      const kept = after.get(name)?.filter((row) => !growing.has(name) || before.get(name)?.includes(row));
      expect({ name, rows: kept }).toEqual({ name, rows: before.get(name) });
    }
    expect((await client.query("SELECT * FROM validate_user_data_consistency()")).rows).toEqual([]);
    expect((await client.query("SELECT * FROM audit_data_isolation()")).rows).toEqual([]);
    expect(await rollupDifferences(client)).toEqual([]);
  } finally {
    await client.end();
    await database.drop();
  }
});

type Table = { name: string; columns: string[] };

async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attname) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
     GROUP BY c.relname ORDER BY c.relname`,
  );
  return rows;
}

/** A checksum of each row, of the columns that its table had in the old version. */
async function readTables(client: Client, tables: readonly Table[]): Promise<Map<string, string[]>> {
  const read = new Map<string, string[]>();
  for (const { name, columns } of tables) {
    const { rows } = await client.query<{ checksum: string }>(
      `SELECT md5(jsonb_object_agg(key, value)::text) AS checksum
       FROM ${name} t CROSS JOIN LATERAL jsonb_each(to_jsonb(t)) WHERE key = ANY ($1) GROUP BY t.ctid ORDER BY 1`,
      [columns],
    );
    read.set(
      name,
      rows.map(({ checksum }) => checksum),
    );
  }
  return read;
}
