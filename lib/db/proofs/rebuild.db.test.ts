import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstDayOf } from "@/lib/analytics/period-days";
import { addDays, daysBetween, eachDay } from "@/lib/platform/date-range/days";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { rollupDifferences, trendDifferences } from "@/test/recompute";
import { leadDifferences } from "@/test/recompute-leads";

let harness: IngestHarness;
let tenant: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant({ timezone: "Asia/Kathmandu" });
  other = await harness.createTenant();
  for (const startedAt of ["2026-09-30T17:00:00Z", "2026-09-30T18:30:00Z", "2026-10-03T10:30:00Z"]) {
    for (const each of [tenant, other]) {
      await insertCall(harness.owner, each, { startedAt, outcome: "completed", lead: { score: 80, ctas: ["demo"] } });
    }
  }
});
afterAll(() => harness.dispose());

test("the daily batch repairs whatever drifted, on every level", async () => {
  await harness.owner.query(
    `INSERT INTO agent_targets (user_id, agent_id, target_type, target_date, target_calls, target_success_rate)
     VALUES ($1, $2, 'monthly', '2026-10-01', 4, 50)`,
    [tenant.userId, tenant.agentId],
  );
  for (const damage of [
    "UPDATE agent_analytics SET total_calls = total_calls + 7 WHERE date = '2026-10-03'",
    "UPDATE user_analytics SET leads_generated = 99 WHERE date = '2026-10-03'",
    "UPDATE user_daily_analytics SET credits_used = 99 WHERE date = '2026-10-03'",
    "UPDATE call_analytics_cache SET hot_leads = 99 WHERE date_period = '2026-10-01' AND period_type = 'monthly'",
    "UPDATE call_segment_analytics SET qualified_leads = 99 WHERE date = '2026-10-03'",
    "UPDATE agent_targets SET actual_calls = 99",
    "UPDATE leads SET call_count = 99, best_score = 1",
  ]) {
    await harness.owner.query(damage);
  }
  expect((await rollupDifferences(harness.owner)).length).toBeGreaterThan(8);
  expect(await harness.rows("SELECT batch_calculate_call_analytics('2026-10-03') AS tenants")).toEqual([
    { tenants: 2 },
  ]);
  expect(await rollupDifferences(harness.owner)).toEqual([]);
  expect(await leadDifferences(harness.owner)).toEqual([]);
  expect(await harness.rows("SELECT actual_calls, achievement_percentage FROM agent_targets")).toEqual([
    { actual_calls: 2, achievement_percentage: "75.00" },
  ]);
});

test("trends of a range of days compare every period with the one before, and a running one with its same part", async () => {
  for (const each of [tenant, other]) {
    await harness.owner.query("SELECT rebuild_agent_performance_trends($1, '2026-01-01', '2026-12-31')", [each.userId]);
  }
  expect(await trendDifferences(harness.owner)).toEqual([]);
  expect(
    await harness.rows(
      `SELECT period_type AS type, period_end AS "end", total_calls AS calls, calls_change_percentage AS change, performance_rank AS rank
       FROM agent_performance_trends WHERE user_id = $1 AND period_start >= '2026-10-01' AND period_type = 'monthly'
       ORDER BY 1`,
      [tenant.userId],
    ),
  ).toEqual([{ type: "monthly", end: "2026-10-31", calls: 2, change: "100.00", rank: 1 }]);
});

test("whatever is rebuilt of a tenant, its own writers wait and no other's", async () => {
  // Words are only asked for: a job makes them later, and takes them from what is committed then.
  const rebuilds = await harness.rows<{ proname: string }>(
    `SELECT proname FROM pg_proc WHERE proname LIKE 'rebuild\\_%' AND proname <> 'rebuild_call_searches'
       AND pronamespace = 'public'::regnamespace ORDER BY 1`,
  );
  expect(rebuilds.length).toBeGreaterThan(5);
  const rebuilder = new pg.Client({ connectionString: harness.connectionString });
  await rebuilder.connect();
  for (const { proname } of rebuilds) {
    await rebuilder.query("BEGIN");
    await rebuilder.query(`SELECT ${proname}($1, '2026-01-01', '2026-12-31')`, [tenant.userId]);
    await harness.owner.query("SET lock_timeout = '200ms'");
    await writeEverything(other);
    await expect(insertCall(harness.owner, tenant), proname).rejects.toMatchObject({ code: "55P03" });
    await rebuilder.query("COMMIT");
    await harness.owner.query("RESET lock_timeout");
    await insertCall(harness.owner, tenant);
  }
  await rebuilder.end();
  expect(await rollupDifferences(harness.owner)).toEqual([]);
});

/** One writer of each kind that moves a tenant's rollups. */
async function writeEverything(writer: TestTenant): Promise<void> {
  const write = (sql: string, ...values: unknown[]) => harness.owner.query(sql, values);
  const id = await insertCall(harness.owner, writer, { outcome: "completed", lead: { score: 80, ctas: ["demo"] } });
  await write("UPDATE calls SET started_at = started_at - interval '3 days', status = 'failed' WHERE id = $1", id);
  await write("UPDATE lead_analytics SET total_score = 10, lead_status_tag = 'cold' WHERE call_id = $1", id);
  await write("UPDATE agent_call_outcomes SET outcome = 'busy' WHERE call_id = $1", id);
  await write(
    `INSERT INTO agent_targets (user_id, agent_id, target_type, target_date, target_calls) VALUES ($1, $2, 'daily', '2026-10-03', 4)
     ON CONFLICT (agent_id, user_id, target_type, target_date) DO UPDATE SET target_calls = 5`,
    writer.userId,
    writer.agentId,
  );
  await write(
    "UPDATE users SET timezone = CASE timezone WHEN 'UTC' THEN 'Asia/Tokyo' ELSE 'UTC' END WHERE id = $1",
    writer.userId,
  );
  await write("DELETE FROM calls WHERE id = $1", id);
}

test("an older snapshot is refused: it would miss what was committed while the rebuild waited", async () => {
  await harness.owner.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
  await expect(
    harness.owner.query("SELECT rebuild_agent_analytics($1, '2026-01-01', '2026-12-31')", [tenant.userId]),
  ).rejects.toThrow("READ COMMITTED");
  await harness.owner.query("ROLLBACK");
});

test("a call marks the KPI view stale and drops what was cached of its tenant's dashboard alone", async () => {
  await harness.owner.query(
    `INSERT INTO dashboard_cache (user_id, cache_key, cache_data, expires_at)
     SELECT id, 'overview', '{}', now() + interval '1 hour' FROM users`,
  );
  const position = async () =>
    (await harness.rows<{ n: number }>("SELECT last_value AS n FROM kpi_staleness_seq"))[0]?.n ?? 0;
  const before = await position();
  await insertCall(harness.owner, tenant);
  expect(await position()).toBeGreaterThan(before);
  expect(await harness.rows("SELECT user_id FROM dashboard_cache")).toEqual([{ user_id: other.userId }]);
});

test("a running period's trend compares the days that are over with as many days, and a day with its weekday before", async () => {
  const own = await harness.createTenant();
  const today = new Date().toISOString().slice(0, 10);
  const month = `${today.slice(0, 8)}01`;
  const lastMonth = firstDayOf("monthly", addDays(month, -1));
  const overDays = daysBetween(month, today);
  const at = (day: string, hour = "10") => insertCall(harness.owner, own, { startedAt: `${day}T${hour}:00:00Z` });
  // Two calls a day in the month before, one a day in this one; nothing yet today.
  for (const day of eachDay(lastMonth, addDays(month, -1))) {
    await at(day);
    await at(day, "11");
  }
  for (const day of eachDay(month, addDays(today, -1))) await at(day);
  await at(today, "00");
  await harness.owner.query("SELECT refresh_agent_performance_trends($1, $2, $3)", [own.userId, lastMonth, today]);
  const trends = await harness.rows<{ type: string; from: string; calls: number; change: string | null }>(
    `SELECT period_type AS type, period_start AS from, total_calls AS calls, calls_change_percentage AS change
       FROM agent_performance_trends WHERE user_id = $1`,
    [own.userId],
  );
  const trend = (type: string, from: string) => trends.find((each) => each.type === type && each.from === from);
  expect(trend("monthly", month)).toMatchObject({
    calls: overDays + 1,
    change: overDays === 0 ? null : changeOf(overDays, 2 * Math.min(overDays, daysBetween(lastMonth, month))),
  });
  expect(trend("daily", today)).toMatchObject({ calls: 1, change: null });
  for (const day of eachDay(month, addDays(today, -1)))
    expect(trend("daily", day)?.change).toBe(changeOf(1, addDays(day, -7) < month ? 2 : 1));
  expect(await harness.rows("SELECT * FROM find_trend_differences($1)", [own.userId])).toEqual([]);
  await harness.owner.query("SELECT rebuild_agent_performance_trends(id, '-infinity', 'infinity') FROM users");
  expect(await trendDifferences(harness.owner)).toEqual([]);
});

/** What the database writes of a change in per cent. */
const changeOf = (now: number, before: number) => ((100 * (now - before)) / before).toFixed(2);
