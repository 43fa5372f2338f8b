import { Client } from "pg";
import { migrate } from "../../migrate";
import { listMigrations, migrationsFolder } from "../list-migrations";
import { createScratchDatabase } from "../scratch-database";
import { changesTable, rollupTables } from "./rollup-tables";

/** The statements that give every rollup the columns of counters that the migrations have not made yet. */
export async function listMissingColumns(serverUrl: string, migrations = migrationsFolder): Promise<string[]> {
  const database = await createScratchDatabase(serverUrl);
  const client = new Client({ connectionString: database.connectionString });
  try {
    await migrate(database.connectionString, listMigrations(migrations));
    await client.connect();
    const { rows } = await client.query<{ column: string }>(
      `SELECT table_name || '.' || column_name AS column FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = ANY ($1)`,
      [Object.keys(rollupTables)],
    );
    const existing = new Set(rows.map(({ column }) => column));
    return Object.entries(rollupTables).flatMap(([table, columns]) => {
      const added = columns.filter(({ name }) => !existing.has(`${table}.${name}`));
      const type = table === changesTable ? "" : " NOT NULL DEFAULT 0";
      const adding = added.map(({ name, isLarge }) => `ADD COLUMN ${name} ${isLarge ? "bigint" : "integer"}${type}`);
      return adding.length > 0 ? [`ALTER TABLE ${table} ${adding.join(", ")};`] : [];
    });
  } finally {
    await client.end();
    await database.drop();
  }
}
