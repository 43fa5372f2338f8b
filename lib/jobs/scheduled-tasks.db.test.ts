import { runMigrations } from "graphile-worker";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { getLogger } from "@/lib/platform/logger";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { jobsEnv } from "@/test/jobs-env";
import { waitUntil } from "@/test/wait-until";
import { queueDueTasks } from "./queue-due-tasks";
import { recordRun } from "./record-run";
import { schedule, scheduledTasks } from "./schedule";
import { startJobs } from "./start-jobs";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  await runMigrations({ connectionString: harness.connectionString });
});
afterAll(() => harness.dispose());
afterEach(() => harness.rows("DELETE FROM job_runs"));

const run = (name: string) => {
  const task = scheduledTasks[name];
  if (!task) throw new Error(`There is no task ${name}.`);
  return recordRun(harness.context(), name, (ctx) => task(ctx, { storage: harness.storage }));
};
const runs = () => harness.rows("SELECT task, row_count, error FROM job_runs ORDER BY task, started_at");
const queued = async () => {
  const rows = await harness.rows<{ task: string }>(
    "SELECT task_identifier AS task FROM graphile_worker.jobs ORDER BY task_identifier",
  );
  return rows.map(({ task }) => task);
};
const at = (time: string) => new Date(`2026-11-22T${time}Z`);

test("every scheduled task exists, and every task is scheduled", () => {
  expect(schedule.map(({ task }) => task).sort()).toEqual(Object.keys(scheduledTasks).sort());
});

test.each([
  [
    "clean-sessions",
    "INSERT INTO user_sessions (user_id, token_hash, expires_at) SELECT id, 'old', now() - interval '1 day' FROM users",
  ],
  [
    "clean-dashboard-cache",
    "INSERT INTO dashboard_cache (user_id, cache_key, cache_data, expires_at) SELECT id, 'k', '{}', now() - interval '1 s' FROM users",
  ],
  [
    "clean-login-attempts",
    "INSERT INTO login_attempts (email, success, attempted_at) VALUES ('a@b.example', true, now() - interval '31 days')",
  ],
  [
    "clean-password-reset-attempts",
    "INSERT INTO password_reset_attempts (email, success, attempted_at) VALUES ('a@b.example', true, now() - interval '8 days')",
  ],
  [
    "clean-trigger-errors",
    "INSERT INTO trigger_error_log (table_name, operation, error_message, occurred_at) VALUES ('calls', 'INSERT', 'x', now() - interval '8 days')",
  ],
  [
    "clean-rate-limits",
    "INSERT INTO rate_limits VALUES ('x', 1, 0), ('y', 1, extract(epoch FROM now()) * 1000 + 60000)",
  ],
  ["clean-job-runs", "INSERT INTO job_runs (task, started_at) VALUES ('x', now() - interval '31 days')"],
])("%s removes what is due, as a role that can do nothing else, and its run says so", async (name, insert) => {
  await harness.rows(insert);
  expect(await run(name)).toBe(1);
  expect(await run(name)).toBe(0);
  expect(await runs()).toEqual([
    { task: name, row_count: 1, error: null },
    { task: name, row_count: 0, error: null },
  ]);
  await expect(harness.db.job((tx) => tx.query("SELECT FROM calls"))).rejects.toMatchObject({ code: "42501" });
});

test("more than one batch is removed a batch at a time until nothing is left", async () => {
  await harness.rows(
    "INSERT INTO login_attempts (email, success, attempted_at) SELECT 'a@b.example', true, now() - interval '31 days' FROM generate_series(1, 20001)",
  );
  expect(await run("clean-login-attempts")).toBe(20_001);
});

test("the KPI summary is refreshed when it is stale, and not again while it is fresh", async () => {
  expect(await run("refresh-kpi-summary")).toBe(1);
  expect(await run("refresh-kpi-summary")).toBe(0);
});

test("the last completed day in each tenant's zone is rebuilt, with its trends", async () => {
  const east = await harness.createTenant({ timezone: "Pacific/Auckland" });
  const [yesterday] = await harness.rows<{ day: string; noon: Date }>(
    `SELECT last_day AS day, (last_day + time '12:00') AT TIME ZONE 'Pacific/Auckland' AS noon FROM list_previous_days() WHERE tenant = $1`,
    [east.userId],
  );
  await insertCall(harness.owner, east, { startedAt: yesterday?.noon.toISOString() ?? "" });
  await harness.rows("UPDATE user_daily_analytics SET total_calls = 77 WHERE user_id = $1", [east.userId]);
  expect(await run("rebuild-previous-days")).toBe(2);
  expect(
    await harness.rows("SELECT date, total_calls FROM user_daily_analytics WHERE user_id = $1", [east.userId]),
  ).toEqual([{ date: yesterday?.day, total_calls: 1 }]);
  expect(
    await harness.rows(
      "SELECT total_calls, performance_rank FROM agent_performance_trends WHERE user_id = $1 AND period_type = 'daily'",
      [east.userId],
    ),
  ).toEqual([{ total_calls: 1, performance_rank: 1 }]);
  await harness.rows("UPDATE users SET is_active = false WHERE id = $1", [east.userId]);
  expect(await run("rebuild-previous-days")).toBe(1);
  await harness.rows("DELETE FROM calls WHERE user_id = $1", [east.userId]);
});

test("a run that fails is recorded with its reason, and the failure goes on to the queue", async () => {
  const failing = recordRun(harness.context(), "failing", () => Promise.reject(new Error("no such luck")));
  await expect(failing).rejects.toThrow("no such luck");
  expect(await runs()).toEqual([{ task: "failing", row_count: null, error: "Error: no such luck" }]);
});

test("a finding is stored once over several nights, resolved when it is gone, and new when it returns", async () => {
  const findings = () =>
    harness.rows(
      "SELECT check_name, tenant_id, resolved_at IS NOT NULL AS is_resolved, last_seen_at > first_seen_at AS is_old FROM audit_findings",
    );
  const plant = (difference: number) =>
    harness.rows("UPDATE contacts SET is_customer = $2 WHERE user_id = $1", [tenant.userId, difference > 0]);
  await harness.rows("INSERT INTO contacts (user_id, name) VALUES ($1, 'x')", [tenant.userId]);
  expect(await run("audit-consistency")).toBe(0);

  await plant(1);
  expect(await run("audit-consistency")).toBe(1);
  expect(await run("audit-consistency")).toBe(1);
  const finding = { check_name: "customer_flag_is_wrong", tenant_id: tenant.userId };
  expect(await findings()).toEqual([{ ...finding, is_resolved: false, is_old: true }]);

  await plant(0);
  expect(await run("audit-consistency")).toBe(0);
  expect(await findings()).toEqual([{ ...finding, is_resolved: true, is_old: true }]);

  await plant(1);
  await run("audit-consistency");
  expect(await findings()).toEqual([{ ...finding, is_resolved: false, is_old: false }]);
  expect(await run("audit-isolation")).toBe(0);
  await plant(0);
});

test("of many processes that ask at once, one queues each task that is due", async () => {
  const pool = new pg.Pool({ connectionString: harness.connectionString, max: 8 });
  const ask = (now: Date) => Promise.all(Array.from({ length: 8 }, () => queueDueTasks(pool, schedule, now)));
  const slots = () =>
    harness.rows<{ task: string }>("SELECT task, last_slot FROM job_schedule WHERE last_slot = $1", [at("12:34:00")]);
  await ask(at("12:34:20"));
  expect(await queued()).toEqual(Object.keys(scheduledTasks).sort());
  expect((await slots()).map(({ task }) => task).sort()).toEqual(["refresh-kpi-summary", "refresh-platform-days"]);

  await harness.rows("DELETE FROM graphile_worker._private_jobs");
  await ask(at("12:34:50"));
  expect(await queued()).toEqual([]);
  await ask(at("12:35:05"));
  expect(await queued()).toEqual(["refresh-kpi-summary", "refresh-platform-days"]);
  await pool.end();
});

test("slots missed while no process ran are caught up once", async () => {
  await harness.rows("DELETE FROM graphile_worker._private_jobs");
  await queueDueTasks(harness.owner, schedule, at("15:30:00"));
  expect(await queued()).toEqual([
    "clean-dashboard-cache",
    "clean-rate-limits",
    "refresh-kpi-summary",
    "refresh-platform-days",
    "refresh-trends",
  ]);
  await harness.rows("DELETE FROM graphile_worker._private_jobs");
  await queueDueTasks(harness.owner, schedule, at("15:30:40"));
  expect(await queued()).toEqual([]);
});

test("a clock that goes back queues nothing a second time", async () => {
  await queueDueTasks(harness.owner, schedule, at("14:00:00"));
  expect(await queued()).toEqual([]);
});

test("a started process runs and records what is due", async () => {
  await harness.rows("DELETE FROM job_schedule");
  const jobs = await startJobs({
    connectionString: harness.connectionString,
    env: jobsEnv,
    logger: getLogger(),
  });
  const names = Object.keys(scheduledTasks).sort();
  const hasRun = async () => {
    const recorded = (await runs()).filter(({ row_count, error }) => row_count !== null || error !== null);
    return names.every((name) => recorded.some(({ task }) => task === name));
  };
  await waitUntil(hasRun);
  await jobs.stop();
  const ended = await runs();
  expect([...new Set(ended.map(({ task }) => task))]).toEqual(names);
  expect(ended.filter(({ error }) => error !== null)).toEqual([]);
});

test("a started process applies only the newest requested time zone of a tenant, and moves its calls", async () => {
  const callId = await insertCall(harness.owner, tenant, { startedAt: "2026-10-03T23:30:00Z" });
  const ask = (timezone: string) =>
    harness.db.tenant(tenant.userId, (tx) => tx.query("SELECT request_time_zone($1)", [timezone]));
  await ask("Asia/Kolkata");
  await ask("Pacific/Auckland");
  await expect(ask("Atlantis/Harbour")).rejects.toMatchObject({ code: "22023" });
  const jobs = await startJobs({
    connectionString: harness.connectionString,
    env: jobsEnv,
    logger: getLogger(),
  });
  const zone = async () =>
    (await harness.rows("SELECT timezone FROM users WHERE id = $1", [tenant.userId]))[0]?.timezone;
  await waitUntil(async () => (await zone()) === "Pacific/Auckland");
  await jobs.stop();
  expect(await harness.rows("SELECT call_date FROM calls WHERE id = $1", [callId])).toEqual([
    { call_date: "2026-10-04" },
  ]);
  expect(await harness.rows("SELECT row_count, error FROM job_runs WHERE task = 'change-time-zone'")).toEqual([
    { row_count: 1, error: null },
  ]);
  expect(await harness.rows("SELECT * FROM find_figure_differences($1)", [tenant.userId])).toEqual([]);
});
