import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getOverview } from "@/lib/analytics/overview/get-overview";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";

let harness: IngestHarness;
let tenant: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant({ timezone: "Pacific/Auckland" });
  other = await harness.createTenant();
});
afterAll(() => harness.dispose());
beforeEach(() => refresh({ force: true }));

/** A zone in which it is about noon now, so that no day turns while a test moves the last refresh back. */
const zoneAtNoon = zoneAhead(12 - new Date().getUTCHours());
const zoneBefore = zoneAhead(11 - new Date().getUTCHours());
function zoneAhead(hours: number): string {
  return `Etc/GMT${hours < 0 ? "+" : "-"}${Math.abs(hours)}`;
}

async function refresh({ force = false } = {}): Promise<string> {
  const [row] = await harness.rows<{ result: string }>("SELECT scheduled_refresh_user_kpi_summary($1) AS result", [
    force,
  ]);
  return row?.result ?? "";
}
/** Makes the last refresh look as old as the interval asks for. */
const letTimePass = () =>
  harness.rows("UPDATE kpi_refresh_state SET refreshed_at = refreshed_at - interval '5 minutes 1 second'");
const markStale = () => harness.rows("SELECT nextval('kpi_staleness_seq')");
const summary = async (userId = tenant.userId) =>
  (await harness.rows("SELECT * FROM user_kpi_summary WHERE user_id = $1", [userId]))[0];
const daysAgo = async (days: number) => {
  const [row] = await harness.rows<{ at: string }>(
    "SELECT ((now() AT TIME ZONE 'Pacific/Auckland')::date - $1::integer + time '00:01') AT TIME ZONE 'Pacific/Auckland' AS at",
    [days],
  );
  return new Date(row?.at ?? "").toISOString();
};

test("windows of 30 and 7 days end with today in the tenant's own zone, to the minute", async () => {
  const one = await harness.createTenant({ timezone: "Pacific/Auckland" });
  for (const days of [0, 6, 7, 29, 30, 200]) {
    await insertCall(harness.owner, one, {
      startedAt: await daysAgo(days),
      ...(days === 6 ? { lead: { score: 80, ctas: ["demo" as const] }, outcome: "completed" } : {}),
    });
  }
  await refresh({ force: true });
  expect(await summary(one.userId)).toMatchObject({
    calls_30d: 4,
    calls_7d: 2,
    calls_lifetime: 6,
    leads_30d: 1,
    leads_7d: 1,
    qualified_leads_30d: 1,
    answered_calls_30d: 1,
    cta_interactions_30d: 1,
    duration_minutes_lifetime: 12,
    conversion_rate_30d: "25.00",
    success_rate_30d: "100.00",
    agents_total: 1,
  });
});

test("a user without calls has zeros, and no rates and no best agent", async () => {
  expect(await summary(other.userId)).toMatchObject({
    calls_30d: 0,
    calls_lifetime: 0,
    conversion_rate_30d: null,
    best_agent_id: null,
    last_call_date: null,
  });
});

test("the best agent is one and the same here and on the Overview: active, with ten counted calls, most qualified leads first", async () => {
  const [busy, lucky, gone, cancelled] = [
    await harness.addAgent(tenant.userId),
    await harness.addAgent(tenant.userId),
    await harness.addAgent(tenant.userId),
    await harness.addAgent(tenant.userId),
  ];
  const startedAt = await daysAgo(3);
  const lead = (score: number) => ({ startedAt, lead: { score } });
  for (let call = 0; call < 10; call += 1) {
    // Five leads, of which one is qualified, go before six that are not.
    await insertCall(harness.owner, tenant, call < 6 ? lead(50) : { startedAt });
    await insertCall(harness.owner, busy, call < 5 ? lead(call === 0 ? 70 : 50) : { startedAt });
    await insertCall(harness.owner, gone, lead(90));
    await insertCall(harness.owner, cancelled, { ...lead(90), status: call === 0 ? "cancelled" : "completed" });
  }
  for (let call = 0; call < 9; call += 1) await insertCall(harness.owner, lucky, lead(90));
  await harness.rows("UPDATE agents SET is_active = false WHERE id = $1", [gone.agentId]);
  const ctx = tenantContext(harness.db, tenant.userId, {
    timezone: "Pacific/Auckland",
    now: new Date().toISOString(),
  });
  const today = new Date().toLocaleDateString("sv", { timeZone: "Pacific/Auckland" });
  const both = async () => {
    await refresh({ force: true });
    const { bestAgent } = await getOverview(ctx, resolveCompared({ range: "30d" }, { day: today, time: "12:00" }));
    return [(await summary())?.best_agent_id, bestAgent?.id];
  };
  expect(await both()).toEqual([busy.agentId, busy.agentId]);
  expect(await summary()).toMatchObject({ best_agent_calls_30d: 10, best_agent_conversion_rate_30d: "50.00" });
  await harness.rows("UPDATE agents SET is_active = false WHERE id = $1", [busy.agentId]);
  expect(await both()).toEqual([tenant.agentId, tenant.agentId]);
  await harness.rows("UPDATE agents SET is_active = false WHERE id = $1", [tenant.agentId]);
  expect((await both()).map((id) => id ?? null)).toEqual([null, null]);
  await harness.rows("UPDATE agents SET is_active = true WHERE user_id = $1", [tenant.userId]);
  expect(await both()).toEqual([gone.agentId, gone.agentId]);
});

test("each agent has a summary, the best first, also one without a call", async () => {
  const one = await harness.createTenant();
  const idle = await harness.addAgent(one.userId);
  await insertCall(harness.owner, one, { startedAt: new Date().toISOString(), lead: { score: 80 } });
  await insertCall(harness.owner, one, { startedAt: "2020-01-01T12:00Z" });
  await refresh({ force: true });
  expect((await summary(one.userId))?.agents_summary).toEqual([
    {
      agent_id: one.agentId,
      name: "Test agent",
      is_active: true,
      calls_30d: 1,
      successful_calls_30d: 1,
      leads_30d: 1,
      qualified_leads_30d: 1,
      success_rate_30d: 100,
      conversion_rate_30d: 100,
      calls_lifetime: 2,
      leads_lifetime: 1,
      qualified_leads_lifetime: 1,
    },
    expect.objectContaining({ agent_id: idle.agentId, calls_30d: 0, conversion_rate_30d: null }),
  ]);
});

test("each refresh logs to system_config when it was and how long it took", async () => {
  const logged = async () =>
    Object.fromEntries(
      (
        await harness.rows<{ config_key: string; config_value: string }>(
          "SELECT config_key, config_value FROM system_config WHERE config_key LIKE 'kpi_refresh_last_%'",
        )
      ).map(({ config_key, config_value }) => [config_key, config_value]),
    );
  const before = await logged();
  await refresh({ force: true });
  const after = await logged();
  const [state] = await harness.rows("SELECT refreshed_at, duration_ms::text FROM kpi_refresh_state");
  expect(after).toEqual({
    kpi_refresh_last_run_at: state?.refreshed_at.toISOString(),
    kpi_refresh_last_duration_ms: state?.duration_ms,
  });
  expect(after.kpi_refresh_last_run_at).not.toBe(before.kpi_refresh_last_run_at);
  expect(await refresh()).toBe("too soon");
  expect(await logged()).toEqual(after);
});

test("a tenant reads its own row and nothing else, also by a condition that would tell", async () => {
  const rows = await harness.db.tenant(
    tenant.userId,
    async (tx) => (await tx.query("SELECT user_id FROM my_kpi_summary")).rows,
  );
  expect(rows).toEqual([{ user_id: tenant.userId }]);
  await expect(
    harness.db.tenant(tenant.userId, (tx) => tx.query("SELECT * FROM user_kpi_summary")),
  ).rejects.toMatchObject({
    code: "42501",
  });
  await harness.owner.query("BEGIN");
  await harness.owner.query(
    `CREATE FUNCTION tell(id uuid) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS $$ BEGIN RAISE NOTICE 'saw %', id; RETURN true; END $$;
     GRANT EXECUTE ON FUNCTION tell(uuid) TO app_tenant`,
  );
  const seen: string[] = [];
  const listen = (notice: { message?: string | undefined }) => seen.push(notice.message ?? "");
  harness.owner.on("notice", listen);
  await harness.owner.query(`SET LOCAL ROLE app_tenant; SET LOCAL app.user_id = '${tenant.userId}'`);
  await harness.owner.query("SELECT * FROM my_kpi_summary WHERE tell(user_id)");
  harness.owner.off("notice", listen);
  await harness.owner.query("ROLLBACK");
  expect(seen).toEqual([`saw ${tenant.userId}`]);
});

test("nothing is refreshed before the interval has passed, however stale, unless forced", async () => {
  await harness.owner.query("UPDATE users SET timezone = $1", [zoneAtNoon]);
  await markStale();
  expect(await refresh()).toBe("too soon");
  expect(await refresh({ force: true })).toBe("refreshed");
});

test("nothing is refreshed after the interval when nothing has changed", async () => {
  await letTimePass();
  expect(await refresh()).toBe("fresh");
});

test("what changed is refreshed once after the interval, and the state says when and for how long", async () => {
  await letTimePass();
  await markStale();
  expect(await refresh()).toBe("refreshed");
  await letTimePass();
  expect(await refresh()).toBe("fresh");
  const [state] = await harness.rows(
    "SELECT duration_ms >= 0 AS has_duration, seen_marker = (SELECT last_value FROM kpi_staleness_seq) AS has_seen FROM kpi_refresh_state",
  );
  expect(state).toEqual({ has_duration: true, has_seen: true });
});

test("a shorter interval counts from the next run", async () => {
  await harness.rows("UPDATE kpi_refresh_state SET refreshed_at = refreshed_at - interval '70 seconds'");
  await markStale();
  expect(await refresh()).toBe("too soon");
  await harness.rows("UPDATE system_config SET config_value = '1' WHERE config_key = 'kpi_refresh_interval_minutes'");
  expect(await refresh()).toBe("refreshed");
  await harness.rows("UPDATE system_config SET config_value = '5' WHERE config_key = 'kpi_refresh_interval_minutes'");
});

test.each([
  [
    "a new user",
    // Without a bonus there is no ledger entry that keeps the user from being deleted.
    `UPDATE system_config SET config_value = '0' WHERE config_key = 'new_user_bonus_credits';
     INSERT INTO users (email, name, timezone) VALUES ('new@tenant.example', 'x', '${zoneAtNoon}')`,
  ],
  ["another zone", `UPDATE users SET timezone = '${zoneBefore}' WHERE email = 'new@tenant.example'`],
  ["a user who is gone", "DELETE FROM users WHERE email = 'new@tenant.example'"],
  [
    "a new agent",
    "INSERT INTO agents (user_id, elevenlabs_agent_id, name) SELECT id, 'agent_gone', 'x' FROM users LIMIT 1",
  ],
  ["an agent who is gone", "DELETE FROM agents WHERE elevenlabs_agent_id = 'agent_gone'"],
  [
    "a day of the daily table alone",
    "INSERT INTO user_daily_analytics (user_id, date, total_calls) SELECT id, '2020-02-02', 1 FROM users LIMIT 1",
  ],
  ["its correction", "UPDATE user_daily_analytics SET total_calls = 0 WHERE date = '2020-02-02'"],
  ["its removal", "DELETE FROM user_daily_analytics WHERE date = '2020-02-02'"],
])("%s makes the summary stale", async (_change, sql) => {
  await letTimePass();
  expect(await refresh()).toBe("fresh");
  await harness.rows(sql);
  expect(await refresh()).toBe("refreshed");
});

test("a new day in any user's zone makes the summary stale", async () => {
  await harness.rows("UPDATE kpi_refresh_state SET refreshed_at = refreshed_at - interval '25 hours'");
  expect(await refresh()).toBe("refreshed");
});

test.each(["COMMIT", "ROLLBACK"])(
  "a writer that had marked the summary stale before a refresh and ends by %s after it is noticed exactly when it committed",
  async (end) => {
    const writer = new pg.Client({ connectionString: harness.connectionString });
    await writer.connect();
    await writer.query("BEGIN");
    await writer.query("UPDATE agents SET description = 'x' WHERE id = $1", [other.agentId]);
    await writer.query("SELECT nextval('kpi_staleness_seq')");
    await refresh({ force: true });
    await letTimePass();
    expect(await refresh()).toBe("fresh");
    await writer.query(end);
    await writer.end();
    expect(await refresh()).toBe(end === "COMMIT" ? "refreshed" : "fresh");
    await letTimePass();
    expect(await refresh()).toBe("fresh");
  },
);

test("of two refreshes at once one works and the other does not wait", async () => {
  const first = new pg.Client({ connectionString: harness.connectionString });
  await first.connect();
  await first.query("BEGIN");
  await first.query("SELECT scheduled_refresh_user_kpi_summary(true)");
  // Who waited would wait for ever: the first one only ends afterwards.
  expect(await refresh({ force: true })).toBe("busy");
  await first.query("COMMIT");
  await first.end();
});

test("readers are not blocked while the summary is refreshed", async () => {
  const first = new pg.Client({ connectionString: harness.connectionString });
  await first.connect();
  await first.query("BEGIN");
  await first.query("SELECT scheduled_refresh_user_kpi_summary(true)");
  await harness.rows("SET statement_timeout = '2s'");
  expect(await summary()).toBeDefined();
  await harness.rows("RESET statement_timeout");
  await first.query("COMMIT");
  await first.end();
});
