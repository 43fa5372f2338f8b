import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";

let harness: IngestHarness;
let mine: TestTenant;
let theirs: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  mine = await harness.createTenant({ timezone: "Pacific/Auckland" });
  theirs = await harness.createTenant();
  await harness.rows(
    "INSERT INTO agents (user_id, elevenlabs_agent_id, name, is_active) VALUES ($1, 'agent_off', 'Off', false)",
    [mine.userId],
  );
  const start = async (back: string) => {
    const [row] = await harness.rows<{ at: Date }>(
      `SELECT (((now() AT TIME ZONE 'Pacific/Auckland')::date - interval '${back}')::date + time '00:00:30') AT TIME ZONE 'Pacific/Auckland' AS at`,
    );
    return row?.at.toISOString() ?? "";
  };
  await insertCall(harness.owner, mine, { startedAt: await start("0 days"), lead: { score: 80 } });
  await insertCall(harness.owner, mine, { startedAt: await start("0 days"), status: "in_progress" });
  await insertCall(harness.owner, mine, {
    startedAt: await start("1 day"),
    source: "internet",
    status: "failed",
    durationSeconds: 0,
  });
  await insertCall(harness.owner, mine, { startedAt: await start("40 days"), source: "unknown", status: "cancelled" });
  await insertCall(harness.owner, mine, { startedAt: await start("40 days"), source: "unknown", lead: { score: 10 } });
  await insertCall(harness.owner, theirs);
});
afterAll(() => harness.dispose());

const asTenant = async (sql: string) => harness.db.tenant(mine.userId, async (tx) => (await tx.query(sql)).rows);

test("user_stats counts agents, calls by source, leads and credits as calls and rollups have them", async () => {
  expect(await asTenant("SELECT * FROM user_stats")).toEqual([
    expect.objectContaining({
      user_id: mine.userId,
      agent_count: 2,
      active_agent_count: 1,
      total_calls: 3,
      successful_calls: 2,
      failed_calls: 1,
      success_rate: "66.67",
      phone_calls: 1,
      internet_calls: 1,
      unknown_calls: 1,
      total_duration_minutes: 4,
      leads_generated: 2,
      qualified_leads: 1,
      credits_used: 4,
    }),
  ]);
});

test("agent_performance_summary tells today, this month and all time in the tenant's zone", async () => {
  const [month] = await harness.rows<{ calls: number }>(
    `SELECT count(*)::integer AS calls FROM calls
     WHERE user_id = $1 AND status IN ('completed', 'failed')
       AND date_trunc('month', call_date::timestamp) = date_trunc('month', now() AT TIME ZONE 'Pacific/Auckland')`,
    [mine.userId],
  );
  const rows = await asTenant("SELECT * FROM agent_performance_summary ORDER BY lifetime_calls DESC");
  expect(rows).toEqual([
    expect.objectContaining({
      agent_id: mine.agentId,
      today_calls: 1,
      today_leads: 1,
      today_credits_used: 2,
      month_calls: month?.calls,
      lifetime_calls: 3,
      lifetime_leads: 2,
      lifetime_success_rate: "66.67",
    }),
    expect.objectContaining({ name: "Off", lifetime_calls: 0, lifetime_success_rate: null, last_call_date: null }),
  ]);
});

test("call_source_analytics counts completed and failed calls of each source", async () => {
  const rows = await asTenant(
    "SELECT call_source, total_calls, success_rate, total_duration_minutes, avg_duration_seconds, credits_used FROM call_source_analytics ORDER BY 1",
  );
  expect(rows).toEqual([
    {
      call_source: "internet",
      total_calls: 1,
      success_rate: "0.00",
      total_duration_minutes: 0,
      avg_duration_seconds: "0.00",
      credits_used: 0,
    },
    {
      call_source: "phone",
      total_calls: 1,
      success_rate: "100.00",
      total_duration_minutes: 2,
      avg_duration_seconds: "61.00",
      credits_used: 2,
    },
    {
      call_source: "unknown",
      total_calls: 1,
      success_rate: "100.00",
      total_duration_minutes: 2,
      avg_duration_seconds: "61.00",
      credits_used: 2,
    },
  ]);
});

test("recent_call_analytics shows the cached days of the past 30, of the tenant alone", async () => {
  await harness.rows(
    `INSERT INTO call_analytics_cache (user_id, date_period, period_type, total_calls)
     SELECT u.id, (now() AT TIME ZONE u.timezone)::date - n, 'daily', n FROM users u, unnest(ARRAY[3, 29, 30]) n
     ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET total_calls = excluded.total_calls`,
  );
  const rows = await asTenant(
    "SELECT user_id, total_calls FROM recent_call_analytics WHERE total_calls > 1 ORDER BY 2",
  );
  expect(rows).toEqual([
    { user_id: mine.userId, total_calls: 3 },
    { user_id: mine.userId, total_calls: 29 },
  ]);
});

test("recent_call_analytics shows qualified leads and each call to action of its days", async () => {
  const one = await harness.createTenant();
  const lead = { score: 80, ctas: ["pricing" as const, "demo" as const, "followup" as const] };
  const callId = await insertCall(harness.owner, one, { startedAt: new Date().toISOString(), lead });
  await harness.rows("UPDATE lead_analytics SET cta_escalated_to_human = true WHERE call_id = $1", [callId]);
  const [row] = await harness.rows("SELECT * FROM recent_call_analytics WHERE user_id = $1", [one.userId]);
  expect(row).toMatchObject({
    leads_generated: 1,
    qualified_leads: 1,
    pricing_clicks: 1,
    demo_requests: 1,
    followup_requests: 1,
    sample_requests: 0,
    human_escalations: 1,
  });
});

test("active_user_sessions shows what works now, without secrets", async () => {
  await harness.rows(
    `INSERT INTO user_sessions (user_id, token_hash, expires_at, is_active) VALUES
       ($1, 'works', now() + interval '1 hour', true), ($1, 'revoked', now() + interval '1 hour', false),
       ($1, 'expired', now() - interval '1 hour', true)`,
    [mine.userId],
  );
  const rows = await harness.rows("SELECT * FROM active_user_sessions");
  expect(rows).toEqual([expect.objectContaining({ user_id: mine.userId, role: "user" })]);
  expect(JSON.stringify(rows)).not.toContain("works");
  await harness.rows("UPDATE users SET is_active = false WHERE id = $1", [mine.userId]);
  expect(await harness.rows("SELECT * FROM active_user_sessions")).toEqual([]);
  await harness.rows("UPDATE users SET is_active = true WHERE id = $1", [mine.userId]);
});

test("user_login_stats counts attempts by the address that was tried", async () => {
  await harness.rows(
    `INSERT INTO login_attempts (email, success, failure_reason, attempted_at, ip_address)
     SELECT email, s, CASE WHEN NOT s THEN 'wrong password' END, now() - age, ip::inet FROM users,
       (VALUES (true, interval '1 hour', '10.0.0.1'), (false, interval '2 hours', '10.0.0.2'), (false, interval '2 days', '10.0.0.2')) a (s, age, ip)
     WHERE id = $1`,
    [mine.userId],
  );
  const [stats] = await harness.rows("SELECT * FROM user_login_stats WHERE user_id = $1", [mine.userId]);
  expect(stats).toMatchObject({
    login_attempts: 3,
    successful_logins: 1,
    failed_logins: 2,
    failed_logins_24h: 1,
    success_rate: "33.33",
    ip_addresses: 2,
  });
});

test("what is for administrators is out of a tenant's reach", async () => {
  for (const view of ["active_user_sessions", "user_login_stats", "user_kpi_summary"]) {
    await expect(asTenant(`SELECT * FROM ${view}`), view).rejects.toMatchObject({ code: "42501" });
  }
});
