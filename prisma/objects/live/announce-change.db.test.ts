import pg from "pg";
import { expect } from "vitest";
import { newId } from "@/lib/platform/ids";
import { announcementReader } from "@/test/announcement-reader";
import { test } from "@/test/in-transaction";
import { waitUntil } from "@/test/wait-until";

async function createAgent(db: pg.Client): Promise<{ userId: string; agentId: string }> {
  const { rows } = await db.query<{ userId: string; agentId: string }>(
    `WITH u AS (INSERT INTO users (email, name) VALUES ($1, 'x') RETURNING id)
     INSERT INTO agents (user_id, elevenlabs_agent_id, name) SELECT id, $1, 'x' FROM u RETURNING user_id AS "userId", id AS "agentId"`,
    [`${newId()}@tenant.example`],
  );
  return rows[0] ?? { userId: "", agentId: "" };
}
const insertCall = (db: pg.Client, { userId, agentId }: { userId: string; agentId: string }) =>
  db.query(
    `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at)
     VALUES ($1, $2, $3, 'inbound', 'completed', '2026-10-03T10:30:00Z')`,
    [agentId, userId, newId()],
  );
const rows = async (db: pg.Client, sql: string, params: unknown[] = []) => (await db.query(sql, params)).rows;
const failures = (db: pg.Client) =>
  rows(
    db,
    "SELECT DISTINCT table_name, substring(error_context from 'function (\\w+)') AS function FROM trigger_error_log ORDER BY 1, 2",
  );

test.for([
  ["trg_mark_kpi_stale", "ALTER SEQUENCE kpi_staleness_seq RENAME TO away"],
  ["trg_notify_cache_invalidation", "ALTER VIEW absent.changed_old RENAME TO away"],
  ["trg_mark_trends_stale", "ALTER TABLE stale_trends RENAME TO away"],
  ["trg_drop_dashboard_cache", "ALTER TABLE dashboard_cache RENAME TO away"],
])("a failure of %s is written down, and the call and its rollups are kept", async ([name, damage], { db }) => {
  const agent = await createAgent(db);
  await db.query(damage ?? "");
  await insertCall(db, agent);
  expect((await failures(db)).map((failure) => failure.function)).toContain(name);
  expect(new Set((await failures(db)).map((failure) => failure.function))).toEqual(new Set([name]));
  expect(await rows(db, "SELECT total_calls FROM user_daily_analytics WHERE user_id = $1", [agent.userId])).toEqual([
    { total_calls: 1 },
  ]);
});

test("a failure of trg_notify_user_change is written down, and the row is kept", async ({ db }) => {
  await db.query(`
    CREATE TABLE nameless (word text);
    CREATE TRIGGER announce AFTER INSERT ON nameless FOR EACH ROW EXECUTE FUNCTION trg_notify_user_change();
    INSERT INTO nameless VALUES ('x')`);
  expect(await failures(db)).toEqual([{ table_name: "nameless", function: "trg_notify_user_change" }]);
  expect(await rows(db, "SELECT * FROM nameless")).toEqual([{ word: "x" }]);
});

test("a failure that a retry would heal is raised", async ({ db }) => {
  const agent = await createAgent(db);
  await db.query(`
    DROP SEQUENCE kpi_staleness_seq;
    CREATE FUNCTION fail() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'locked' USING ERRCODE = '40P01'; END $$;
    CREATE OR REPLACE FUNCTION public.nextval(text) RETURNS bigint LANGUAGE sql AS 'SELECT fail()::bigint';
    ALTER FUNCTION trg_mark_kpi_stale() SET search_path = public, pg_catalog`);
  await expect(insertCall(db, agent)).rejects.toMatchObject({ code: "40P01" });
});

test.for([
  [
    "rebuild_user_daily_analytics",
    "user_daily_analytics",
    "UPDATE user_daily_analytics SET total_calls = 9 WHERE user_id = $1",
  ],
  [
    "rebuild_call_analytics_cache",
    "call_analytics_cache",
    "UPDATE call_analytics_cache SET total_calls = 9 WHERE user_id = $1",
  ],
  [
    "rebuild_user_analytics",
    "user_analytics",
    "UPDATE user_analytics SET total_calls = 9 WHERE user_id = $1 AND hour IS NOT NULL",
  ],
  [
    "rebuild_agent_performance_trends",
    "agent_performance_trends",
    "DELETE FROM agent_performance_trends WHERE user_id = $1",
  ],
])(
  "%s drops what was cached of a tenant whose %s it changes, tells everybody, and leaves other tenants alone",
  async ([rebuild, table, damage], { connectionString }) => {
    const owner = new pg.Client({ connectionString });
    const listener = new pg.Client({ connectionString });
    await Promise.all([owner.connect(), listener.connect()]);
    const heard: string[] = [];
    listener.on("notification", ({ payload }) => heard.push(payload ?? ""));
    const [mine, theirs] = [await createAgent(owner), await createAgent(owner)];
    for (const agent of [mine, theirs]) await insertCall(owner, agent);
    await owner.query(
      "INSERT INTO dashboard_cache (user_id, cache_key, cache_data, expires_at) SELECT unnest($1::uuid[]), 'k', '{}', now() + interval '1 hour'",
      [[mine.userId, theirs.userId]],
    );
    await owner.query(damage ?? "", [mine.userId]);
    await listener.query("LISTEN cache_invalidation");
    await owner.query(`SELECT ${rebuild}($1, '2026-10-03', '2026-10-03')`, [mine.userId]);
    await waitUntil(() => heard.length > 0);
    const reader = await announcementReader(owner);
    expect(heard.map(reader.read)).toEqual([{ table, tenantName: reader.nameOf(mine.userId) }]);
    const cached = await rows(owner, "SELECT user_id FROM dashboard_cache WHERE user_id = ANY ($1)", [
      [mine.userId, theirs.userId],
    ]);
    expect(cached).toEqual([{ user_id: theirs.userId }]);
    await Promise.all([owner.end(), listener.end()]);
  },
);
