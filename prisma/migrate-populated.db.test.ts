import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { expect, inject, test } from "vitest";
import { rollupDifferences, trendDifferences } from "@/test/recompute";
import { migrate } from "./migrate";
import { listMigrations } from "./tools/list-migrations";
import { createScratchDatabase } from "./tools/scratch-database";

/** One file of rows for each version that has been in use, named after its last migration. */
const folder = path.join(import.meta.dirname, "../test/versions");
const versions = readdirSync(folder).map((file) => path.basename(file, ".sql"));

/** A later version may add settings, and gives a day its hours; everywhere else a row more is a row too many. */
const growing = new Set(["system_config", "user_analytics"]);

/**
 * Counted leads and outcomes of calls that are not counted, until they were counted anew: rows of a version with such calls may differ,
 * and what they say is compared with the calls.
 */
const recounted = new Set([
  "agent_analytics",
  "user_analytics",
  "user_daily_analytics",
  "call_analytics_cache",
  "agent_targets",
  "agent_performance_trends",
  "dashboard_cache",
]);

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
    const { rows: uncounted } = await client.query(
      "SELECT FROM calls c WHERE NOT is_counted AND EXISTS (SELECT FROM agent_call_outcomes o WHERE o.call_id = c.id)",
    );
    const compared = tables.filter(({ name }) => uncounted.length === 0 || !recounted.has(name));
    for (const { name } of compared) {
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

test("leads and outcomes of calls that are not counted leave the rollups in which they stood", async () => {
  const database = await createScratchDatabase(inject("serverUrl"));
  const client = new Client({ connectionString: database.connectionString });
  try {
    const all = listMigrations();
    const until = all.findIndex(({ name }) =>
      name.endsWith("_let_leads_and_outcomes_say_whether_their_call_is_counted"),
    );
    await migrate(database.connectionString, all.slice(0, until));
    await client.connect();
    await client.query(`
      WITH tenant AS (
        INSERT INTO users (email, name, timezone) VALUES ('a@tenant.example', 'A', 'Pacific/Auckland'), ('b@tenant.example', 'B', 'UTC') RETURNING id
      ), agent AS (
        INSERT INTO agents (user_id, elevenlabs_agent_id, name) SELECT id, 'agent_' || id, 'Agent' FROM tenant RETURNING id, user_id
      ), call AS (
        INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at)
        SELECT id, user_id, gen_random_uuid(), 'inbound', (ARRAY['completed', 'cancelled', 'cancelled'])[1 + n % 3],
          '2026-09-30T20:00Z'::timestamptz + n * interval '11 hours'
        FROM agent CROSS JOIN generate_series(1, 90) n RETURNING *
      ), outcome AS (
        INSERT INTO agent_call_outcomes (call_id, user_id, agent_id, call_date, call_started_at, person_key, call_source, lead_type, outcome)
        SELECT id, user_id, agent_id, call_date, started_at, person_key, call_source, lead_type, 'disconnected' FROM call
      )
      INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, call_started_at, person_key, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_demo_clicked)
      SELECT id, user_id, agent_id, call_date, started_at, person_key, call_source, lead_type, 80, 'hot', true, true FROM call`);
    await client.query(`
      INSERT INTO agent_targets (agent_id, user_id, target_type, target_date, target_leads)
      SELECT id, user_id, 'monthly', '2026-10-01', 50 FROM agents`);
    await client.query("SELECT rebuild_agent_performance_trends(id, '-infinity', 'infinity') FROM users");
    const highest = async () =>
      (
        await client.query(
          "SELECT max(conversion_rate)::float8, max(answer_rate)::float8 AS answered FROM user_analytics",
        )
      ).rows;
    expect(await highest()).toEqual([{ max: expect.toSatisfy((rate) => rate > 100), answered: expect.any(Number) }]);

    await migrate(database.connectionString);
    expect(await highest()).toEqual([{ max: 100, answered: 100 }]);
    expect(await rollupDifferences(client)).toEqual([]);
    // A later migration compares trends otherwise, and leaves making them anew to the hourly task.
    await client.query("SELECT refresh_stale_trends(tenant) FROM list_tenants_with_stale_trends() tenant");
    expect(await trendDifferences(client)).toEqual([]);
    expect((await client.query("SELECT * FROM find_figure_differences()")).rows).toEqual([]);
  } finally {
    await client.end();
    await database.drop();
  }
});

/** What was wrong in rows of old versions, and was put right: what was read, and when customers were last in touch. */
const corrected = ["is_read", "last_interaction_date"];

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
       FROM ${name} t CROSS JOIN LATERAL jsonb_each(to_jsonb(t)) WHERE key = ANY ($1) AND key <> ALL ($2) GROUP BY t.ctid ORDER BY 1`,
      [columns, corrected],
    );
    read.set(
      name,
      rows.map(({ checksum }) => checksum),
    );
  }
  return read;
}
