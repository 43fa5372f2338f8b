import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { rollupDifferences, trendDifferences } from "@/test/recompute";
import { recordRun } from "../record-run";
import { scheduledTasks } from "../schedule";

let harness: IngestHarness;
let tenant: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterAll(() => harness.dispose());
afterEach(async () => {
  await harness.rows("DELETE FROM calls");
  await harness.rows("DELETE FROM job_runs");
  await harness.rows("DELETE FROM audit_findings");
});

async function createTenants() {
  tenant = await harness.createTenant({ timezone: "America/New_York" });
  other = await harness.createTenant();
}
async function run(name: string): Promise<number> {
  const task = scheduledTasks[name];
  if (!task) throw new Error(`There is no task ${name}.`);
  return recordRun(harness.context(), name, (ctx) => task(ctx, { storage: harness.storage }));
}
const lastError = async () =>
  (await harness.rows<{ error: string | null }>("SELECT error FROM job_runs ORDER BY started_at DESC LIMIT 1"))[0]
    ?.error;
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const differences = async () => [
  ...(await rollupDifferences(harness.owner)),
  ...(await trendDifferences(harness.owner)),
];
/** Runs `work` while every trigger that keeps agents' days and the cache fails. */
async function whileTriggersFail(work: () => Promise<unknown>): Promise<void> {
  const tables = ["agent_analytics", "call_analytics_cache", "user_analytics"];
  for (const table of tables) {
    await harness.rows(`ALTER TABLE ${table} ADD CONSTRAINT test_refuses CHECK (total_calls < 0) NOT VALID`);
  }
  await work();
  for (const table of tables) await harness.rows(`ALTER TABLE ${table} DROP CONSTRAINT test_refuses`);
}
/** Runs `work` while whatever rebuilds this tenant's rollups fails. */
async function whileBroken(broken: TestTenant, work: () => Promise<unknown>): Promise<void> {
  await harness.rows(`
    CREATE FUNCTION test_break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'This tenant is broken.'; END $$;
    CREATE TRIGGER test_break BEFORE DELETE OR UPDATE ON agent_performance_trends FOR EACH ROW
      WHEN (OLD.user_id = '${broken.userId}') EXECUTE FUNCTION test_break()`);
  try {
    await work();
  } finally {
    await harness.rows("DROP FUNCTION test_break() CASCADE");
  }
}

test("what failing triggers skipped ten days ago is found, shown and repaired by the next scheduled runs", async () => {
  await createTenants();
  await insertCall(harness.owner, other, { startedAt: daysAgo(10) });
  await whileTriggersFail(() =>
    insertCall(harness.owner, tenant, { startedAt: daysAgo(10), lead: { score: 80 }, outcome: "completed" }),
  );
  expect(await differences()).not.toEqual([]);
  await run("refresh-trends");
  expect(await run("audit-consistency")).toBeGreaterThan(0);
  const shown = () =>
    harness.rows(
      "SELECT DISTINCT tenant_id, table_name FROM audit_findings WHERE check_name LIKE '%_is_not_its_calls' AND resolved_at IS NULL ORDER BY 2",
    );
  expect(await shown()).toEqual(
    [
      "agent_analytics",
      "agent_performance_trends",
      "call_analytics_cache",
      "user_analytics",
      "user_daily_analytics",
    ].map((table_name) => ({ tenant_id: tenant.userId, table_name })),
  );
  expect(await run("repair-rollups")).toBeGreaterThan(0);
  expect(await differences()).toEqual([]);
  expect(await shown()).toEqual([]);
  expect(await run("repair-rollups")).toBe(0);
});

test("a call that no search finds is found by the audit, and by searches again after the repair", async () => {
  await createTenants();
  const id = await insertCall(harness.owner, tenant, { startedAt: daysAgo(10), callerName: "Mara Lindqvist" });
  await run("refresh-trends");
  await harness.index();
  const words = () => harness.rows("SELECT words FROM call_searches WHERE call_id = $1", [id]);
  const before = await words();
  await harness.rows("DELETE FROM call_searches WHERE call_id = $1", [id]);
  const shown = () =>
    harness.rows("SELECT row_id FROM audit_findings WHERE table_name = 'call_searches' AND resolved_at IS NULL");
  await run("audit-consistency");
  expect(await shown()).toEqual([{ row_id: id }]);
  await run("repair-rollups");
  await harness.index();
  expect(await words()).toEqual(before);
  await run("audit-consistency");
  expect(await shown()).toEqual([]);
});

test("a call that cannot be indexed is reported by the audit and does not block the repair of its tenant's metrics", async () => {
  await createTenants();
  const id = await insertCall(harness.owner, tenant, { startedAt: daysAgo(10), callerName: "Poison" });
  await run("refresh-trends");
  await harness.rows(
    "ALTER TABLE call_searches ADD CONSTRAINT test_refuses CHECK (NOT words @@ 'poison'::tsquery) NOT VALID",
  );
  try {
    expect(await harness.index()).toMatchObject({ failed: 1 });
    await harness.rows("UPDATE user_analytics SET total_calls = 77 WHERE user_id = $1 AND hour IS NULL", [
      tenant.userId,
    ]);
    await run("audit-consistency");
    await run("repair-rollups");
    expect(await harness.index()).toMatchObject({ failed: 1 });
    expect(await differences()).toEqual([]);
    await run("audit-consistency");
    expect(
      await harness.rows(
        "SELECT row_id, detail FROM audit_findings WHERE resolved_at IS NULL AND tenant_id = $1 AND table_name = 'call_searches'",
        [tenant.userId],
      ),
    ).toEqual([{ row_id: id, detail: expect.stringContaining("test_refuses") }]);
  } finally {
    await harness.rows("ALTER TABLE call_searches DROP CONSTRAINT test_refuses");
  }
  await run("repair-rollups");
  expect(await harness.index()).toMatchObject({ failed: 0, changed: 1 });
  await run("audit-consistency");
  expect(
    await harness.rows("SELECT FROM audit_findings WHERE resolved_at IS NULL AND table_name = 'call_searches'"),
  ).toEqual([]);
});

test("a KPI summary that is wrong and was never marked stale is found and refreshed", async () => {
  await createTenants();
  await harness.rows("SELECT scheduled_refresh_user_kpi_summary(true)");
  await harness.rows(
    "ALTER TABLE agents DISABLE TRIGGER USER; UPDATE agents SET is_active = false; ALTER TABLE agents ENABLE TRIGGER USER",
  );
  const open = () =>
    harness.rows("SELECT FROM audit_findings WHERE table_name = 'user_kpi_summary' AND resolved_at IS NULL");
  await run("audit-consistency");
  expect(await open()).not.toEqual([]);
  await run("repair-rollups");
  expect(await open()).toEqual([]);
  expect(await harness.rows("SELECT agents_active FROM user_kpi_summary WHERE user_id = $1", [tenant.userId])).toEqual([
    { agents_active: 0 },
  ]);
});

test("the nightly task has batch_calculate_call_analytics count each day, one tenant a transaction", async () => {
  await createTenants();
  await harness.rows("UPDATE users SET is_active = id = ANY ($1)", [[tenant.userId, other.userId]]);
  await harness.rows(`
    ALTER FUNCTION batch_calculate_call_analytics(date, uuid) RENAME TO test_calculate;
    CREATE TABLE test_calls (day date, tenant uuid, xid xid8 DEFAULT pg_current_xact_id());
    CREATE FUNCTION batch_calculate_call_analytics(day date, only_tenant uuid DEFAULT NULL) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
      INSERT INTO test_calls (day, tenant) VALUES (day, only_tenant); SELECT test_calculate(day, only_tenant) $$;
    GRANT EXECUTE ON FUNCTION batch_calculate_call_analytics(date, uuid) TO app_job`);
  await run("rebuild-previous-days");
  const calls = await harness.rows<{ tenant: string; days: number; transactions: number }>(
    `SELECT tenant, count(DISTINCT day)::integer AS days, count(DISTINCT xid)::integer AS transactions FROM test_calls GROUP BY 1`,
  );
  await harness.rows(`
    DROP TABLE test_calls;
    DROP FUNCTION batch_calculate_call_analytics(date, uuid);
    ALTER FUNCTION test_calculate(date, uuid) RENAME TO batch_calculate_call_analytics;
    UPDATE users SET is_active = true`);
  expect(calls.map((call) => call.tenant).sort()).toEqual([tenant.userId, other.userId].sort());
  for (const { days, transactions } of calls) {
    expect(days).toBeGreaterThanOrEqual(29);
    expect(transactions).toBe(days);
  }
});

test("a gap of three days is caught up when the schedule works again, including daily trends", async () => {
  await createTenants();
  for (const days of [10, 9, 8])
    await insertCall(harness.owner, tenant, { startedAt: daysAgo(days), lead: { score: 50 } });
  await run("refresh-trends");
  await run("rebuild-previous-days");
  await harness.rows(
    "UPDATE job_runs SET started_at = started_at - interval '4 days', finished_at = finished_at - interval '4 days'",
  );
  for (const days of [3, 2, 1])
    await insertCall(harness.owner, tenant, { startedAt: daysAgo(days), lead: { score: 50 } });
  await harness.rows("UPDATE user_daily_analytics SET total_calls = 9 WHERE user_id = $1 AND date > current_date - 5", [
    tenant.userId,
  ]);
  await harness.rows(
    "UPDATE call_analytics_cache SET failed_calls = 9 WHERE user_id = $1 AND date_period > current_date - 5",
    [tenant.userId],
  );
  expect(await run("rebuild-previous-days")).toBe((await harness.rows("SELECT FROM users WHERE is_active")).length);
  expect(await differences()).toEqual([]);
  expect(
    await harness.rows(
      "SELECT calls_change_percentage FROM agent_performance_trends WHERE period_type = 'daily' AND user_id = $1 ORDER BY period_start",
      [tenant.userId],
    ),
  ).toEqual([
    ...[8, 9, 10].map(() => ({ calls_change_percentage: null })),
    ...[1, 2, 3].map(() => ({ calls_change_percentage: "0.00" })),
  ]);
});

test.each(["rebuild-previous-days", "refresh-trends", "repair-rollups"])(
  "%s goes on after a tenant that fails, says so at its end, and makes up for that tenant at the next run",
  async (name) => {
    await createTenants();
    for (const each of [tenant, other]) await insertCall(harness.owner, each, { startedAt: daysAgo(1) });
    await run("refresh-trends");
    await harness.rows("DELETE FROM job_runs");
    for (const each of [tenant, other]) await insertCall(harness.owner, each, { startedAt: daysAgo(1) });
    if (name === "repair-rollups") {
      await harness.rows("UPDATE user_daily_analytics SET total_calls = 9");
      await run("audit-consistency");
    }
    await whileBroken(tenant, () => expect(run(name)).rejects.toThrow(/1 of \d+ tenants failed/));
    expect(await lastError()).toContain(`the first is ${tenant.userId}: This tenant is broken.`);
    const trend = ({ userId }: TestTenant) =>
      harness.rows(
        "SELECT total_calls FROM agent_performance_trends WHERE user_id = $1 AND period_type = 'daily' AND total_calls > 0",
        [userId],
      );
    expect(await trend(other)).toEqual([{ total_calls: 2 }]);
    expect(await trend(tenant)).toEqual([{ total_calls: 1 }]);
    await run(name);
    expect(await trend(tenant)).toEqual([{ total_calls: 2 }]);
    expect(await differences()).toEqual([]);
  },
);

test("trends match the calls again after corrections, deletes, moves and late leads on old days", async () => {
  await createTenants();
  const second = await harness.addAgent(tenant.userId);
  const calls = [];
  for (const days of [200, 120, 119, 90, 40, 39, 9, 8, 2]) {
    calls.push(
      await insertCall(harness.owner, days % 2 === 0 ? tenant : second, {
        startedAt: daysAgo(days),
        lead: { score: 75 },
      }),
    );
  }
  await run("refresh-trends");
  expect(await trendDifferences(harness.owner)).toEqual([]);

  await harness.rows("UPDATE calls SET status = 'failed', duration_seconds = 5, duration_minutes = 1 WHERE id = $1", [
    calls[1],
  ]);
  await harness.rows("DELETE FROM calls WHERE id = $1", [calls[2]]);
  await harness.rows("UPDATE calls SET agent_id = $2 WHERE id = $1", [calls[3], second.agentId]);
  await harness.rows("DELETE FROM lead_analytics WHERE call_id = $1", [calls[4]]);
  await harness.rows("UPDATE calls SET started_at = started_at - interval '45 days' WHERE id = $1", [calls[6]]);
  await insertCall(harness.owner, second, { startedAt: daysAgo(150), lead: { score: 90 } });
  expect(await trendDifferences(harness.owner)).not.toEqual([]);
  expect(await harness.rows("SELECT * FROM find_figure_differences()")).toEqual([]);

  expect(await run("refresh-trends")).toBeGreaterThan(0);
  expect(await trendDifferences(harness.owner)).toEqual([]);
  expect(await harness.rows("SELECT * FROM find_figure_differences()")).toEqual([]);
  expect(await run("refresh-trends")).toBe(0);
});

test("a change of zone leaves trends that are those of the calls", async () => {
  await createTenants();
  for (const days of [100, 60, 31, 30, 3]) {
    await insertCall(harness.owner, tenant, {
      startedAt: `${daysAgo(days).slice(0, 10)}T23:30:00Z`,
      lead: { score: 60 },
    });
  }
  await run("refresh-trends");
  await harness.rows("UPDATE users SET timezone = 'Pacific/Auckland' WHERE id = $1", [tenant.userId]);
  expect(await differences()).toEqual([]);
});

test("one tenant's many findings hide neither another tenant's nor another check's", async () => {
  await createTenants();
  await harness.rows(
    `INSERT INTO user_daily_analytics (user_id, date, total_calls) SELECT $1, '2000-01-01'::date + n, 1 FROM generate_series(1, 1200) n`,
    [tenant.userId],
  );
  await harness.rows("INSERT INTO contacts (user_id, name) VALUES ($1, 'x'), ($2, 'x')", [tenant.userId, other.userId]);
  await harness.rows("UPDATE contacts SET is_customer = true");
  expect(await run("audit-consistency")).toBe(1202);
  expect(
    await harness.rows("SELECT tenant_id, check_name, count(*) FROM audit_findings GROUP BY 1, 2 ORDER BY 1, 2"),
  ).toEqual([
    { tenant_id: tenant.userId, check_name: "customer_flag_is_wrong", count: 1 },
    { tenant_id: tenant.userId, check_name: "rollup_is_not_its_calls", count: 1000 },
    { tenant_id: other.userId, check_name: "customer_flag_is_wrong", count: 1 },
  ]);
  await harness.rows("DELETE FROM user_daily_analytics");
  await harness.rows("DELETE FROM contacts");
  expect(await run("audit-consistency")).toBe(0);
});
