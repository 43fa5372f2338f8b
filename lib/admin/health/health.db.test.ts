import { afterAll, beforeAll, expect, test } from "vitest";
import { replayEvents } from "@/lib/jobs/replay-events";
import { scheduledTasks } from "@/lib/jobs/schedule";
import { newId } from "@/lib/platform/ids";
import { type AdminHarness, createAdminHarness, type SignedIn } from "@/test/admin-harness";
import { conversationEvent } from "@/test/conversation";
import { getHealth } from "./get-health";
import { replaySetAside } from "./replay-set-aside";
import { runTask } from "./run-task";
import { settleFailedJob } from "./settle-failed-job";

let harness: AdminHarness;
let admin: SignedIn;
let user: SignedIn;
beforeAll(async () => {
  harness = await createAdminHarness();
  [admin, user] = [await harness.signedIn("admin"), await harness.signedIn("user")];
});
afterAll(() => harness.dispose());

const reason = "Cleaning up";
const jobsOf = (task: string) =>
  harness.rows<{ payload: unknown; attempts: number; queue_name: string | null }>(
    `SELECT p.payload, j.attempts, j.queue_name FROM graphile_worker.jobs j JOIN graphile_worker._private_jobs p ON p.id = j.id
     WHERE j.task_identifier = $1`,
    [task],
  );

test("events that were set aside are shown by reason, and read again one by one or by reason", async () => {
  const { providerAgentId } = await harness.addAgent(user.userId);
  const conversationId = `conv_${newId()}`;
  await harness.receive(conversationEvent({ agentId: providerAgentId, conversationId }));
  await harness.receive(Buffer.from("{"));
  await harness.process();
  // As an earlier version had set it aside.
  await harness.rows(
    "UPDATE webhook_events SET status = 'quarantined', reason = 'unreadable', detail = 'By an earlier version', user_id = NULL, call_id = NULL WHERE conversation_id = $1",
    [conversationId],
  );
  await harness.rows("DELETE FROM calls WHERE elevenlabs_conversation_id = $1", [conversationId]);
  const { reasons, setAside, inbox } = await getHealth(admin.ctx);
  expect(inbox.quarantined).toBe(2);
  expect(reasons.map(({ reason: why, events }) => [why, events]).sort()).toEqual([
    ["not_json", 1],
    ["unreadable", 1],
  ]);
  expect(setAside).toMatchObject([
    { reason: "not_json", tenant: null },
    { reason: "unreadable", detail: "By an earlier version", attempts: 1 },
  ]);
  const event = setAside.find((each) => each.reason === "unreadable");
  expect(await replaySetAside(admin.ctx, { eventId: event?.id, reason })).toEqual({ events: 1 });
  expect(await replaySetAside(admin.ctx, { cause: "not_json", reason })).toEqual({ events: 1 });
  for (const { payload } of await jobsOf("replay-events"))
    await replayEvents(harness.context(), harness.storage, payload);
  expect((await getHealth(admin.ctx)).setAside).toMatchObject([{ reason: "not_json", attempts: 2 }]);
  expect(
    await harness.rows("SELECT user_id FROM calls WHERE elevenlabs_conversation_id = $1", [conversationId]),
  ).toEqual([{ user_id: user.userId }]);
  for (const input of [{ eventId: event?.id }, { eventId: newId() }, { cause: "unreadable" }])
    await expect(replaySetAside(admin.ctx, { ...input, reason })).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const input of [{}, { eventId: newId(), cause: "not_json" }, { cause: "'; DROP" }])
    await expect(replaySetAside(admin.ctx, { ...input, reason })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("a planted inconsistency is found by the audit, shown, and gone after the repair", async () => {
  await harness.rows("UPDATE user_daily_analytics SET total_calls = total_calls + 7 WHERE user_id = $1", [user.userId]);
  const run = (task: string) =>
    scheduledTasks[task]?.(harness.context(), {
      storage: harness.storage,
      signal: new AbortController().signal,
      giveWay: async () => {},
    });
  await run("audit-consistency");
  const { findings, findingCount } = await getHealth(admin.ctx);
  expect(findingCount).toBeGreaterThan(0);
  expect(findings.map(({ audit, tenant }) => [audit, tenant?.id])).toContainEqual(["consistency", user.userId]);
  await run("repair-rollups");
  expect(await getHealth(admin.ctx)).toMatchObject({ findings: [], findingCount: 0 });
});

test("a task is started once however often it is asked for, in its own queue, and not before the schedule knows it", async () => {
  const start = () => runTask(admin.ctx, { task: "audit-consistency", reason });
  await expect(start()).rejects.toMatchObject({ code: "CONFLICT" });
  await harness.rows(
    "INSERT INTO job_schedule (task, last_slot) VALUES ('audit-consistency', date_trunc('minute', now()))",
  );
  await Promise.all([start(), start(), start()]);
  expect(await jobsOf("audit-consistency")).toMatchObject([{ attempts: 0, queue_name: "upkeep" }]);
  const task = (await getHealth(admin.ctx)).tasks.find((each) => each.task === "audit-consistency");
  expect(task).toMatchObject({ isQueued: true, failures24h: 0 });
  await expect(runTask(admin.ctx, { task: "send-mail", reason })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("the newest run of a task and its failures are shown", async () => {
  await harness.rows(
    "INSERT INTO job_schedule (task, last_slot) VALUES ('clean-sessions', date_trunc('minute', now())) ON CONFLICT DO NOTHING",
  );
  await harness.rows(
    `INSERT INTO job_runs (task, started_at, finished_at, duration_ms, row_count, error) VALUES
       ('clean-sessions', now() - interval '2 hours', now(), 40, NULL, 'Error: The disk is full'),
       ('clean-sessions', now() - interval '1 hour', now(), 50, 12, NULL)`,
  );
  const task = (await getHealth(admin.ctx)).tasks.find((each) => each.task === "clean-sessions");
  expect(task).toMatchObject({ run: { durationMs: 50, rows: 12, error: null }, failures24h: 1 });
});

test("a job that was given up is shown with its error, tried again or removed, once", async () => {
  const fail = async () => {
    const [made] = await harness.rows<{ id: number }>(
      "SELECT id::integer FROM graphile_worker.add_job('test-fails', max_attempts => 1)",
    );
    await harness.rows("SELECT graphile_worker.permanently_fail_jobs(ARRAY[$1::bigint], 'Broken pipe')", [made?.id]);
    return made?.id ?? 0;
  };
  const [again, gone] = [await fail(), await fail()];
  expect((await getHealth(admin.ctx)).failedJobs).toMatchObject([
    { task: "test-fails", error: "Broken pipe" },
    { task: "test-fails", error: "Broken pipe" },
  ]);
  await settleFailedJob(admin.ctx, { job: String(again), isRetry: true, reason });
  await settleFailedJob(admin.ctx, { job: String(gone), isRetry: false, reason });
  expect((await getHealth(admin.ctx)).failedJobs).toEqual([]);
  expect(await jobsOf("test-fails")).toMatchObject([{ attempts: 0 }]);
  for (const job of [again, gone, 0, "x"])
    await expect(settleFailedJob(admin.ctx, { job, isRetry: true, reason })).rejects.toMatchObject({
      code: expect.stringMatching(/^(NOT_FOUND|BAD_REQUEST)$/),
    });
});

test("a trigger that is switched off, processes and the largest tables are shown; nobody else sees any of it", async () => {
  await harness.rows("ALTER TABLE contacts DISABLE TRIGGER cache_invalidation_contacts_update").catch(() => undefined);
  await harness.rows("INSERT INTO job_processes (id, name) VALUES (gen_random_uuid(), 'host 1')");
  await harness.rows(
    "INSERT INTO job_processes (id, name, beat_at) VALUES (gen_random_uuid(), 'host 2', now() - interval '10 minutes')",
  );
  await harness.rows(
    "INSERT INTO trigger_error_log (table_name, operation, error_message) VALUES ('calls', 'INSERT', 'x')",
  );
  const health = await getHealth(admin.ctx);
  expect(health.processes.map(({ name, isAlive }) => [name, isAlive])).toEqual([
    ["host 1", true],
    ["host 2", false],
  ]);
  expect(health.triggers).toContainEqual(expect.objectContaining({ table: "calls", errors: 1 }));
  expect(health.databaseBytes).toBeGreaterThan(1_000_000);
  expect(health.tables).toHaveLength(12);
  await expect(getHealth(user.ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
