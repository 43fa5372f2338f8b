import { runMigrations } from "graphile-worker";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context, UserActor, UserRole } from "@/lib/access/context";
import { requestReplay } from "@/lib/admin/request-replay";
import { newId } from "@/lib/platform/ids";
import { getLogger } from "@/lib/platform/logger";
import { bookedCall, faults, sample } from "@/test/booked-call";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { jobsEnv } from "@/test/jobs-env";
import { replayEvents } from "./replay-events";
import { startJobs } from "./start-jobs";

let harness: IngestHarness;
let tenant: TestTenant;
let adminId: string;
beforeAll(async () => {
  harness = await createIngestHarness();
  await runMigrations({ connectionString: harness.connectionString });
  const [admin] = await harness.rows<{ id: string }>(
    "INSERT INTO users (email, name, role) VALUES ('admin@callwright.example', 'Admin', 'admin') RETURNING id",
  );
  adminId = admin?.id ?? "";
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  tenant = await harness.createTenant({ timezone: "America/New_York" });
});

const hour = 3_600_000;
const scopeOf = (tenantId: string | null) => ({
  tenantId,
  receivedFrom: new Date(Date.now() - hour).toISOString(),
  receivedBefore: new Date(Date.now() + hour).toISOString(),
});
const replay = (tenantId: string | null) => replayEvents(harness.context(), harness.storage, scopeOf(tenantId));
const asRole = (role: UserRole): Context<UserActor> => ({
  ...harness.context(),
  actor: { kind: "user", userId: adminId, role, timezone: "UTC" },
});
/** Everything of one tenant that a replay might touch, as text. */
const stateOf = (userId: string) =>
  harness.rows(
    `SELECT 'calls' AS of, (to_jsonb(c) - 'updated_at')::text AS state FROM calls c WHERE user_id = $1
     UNION ALL SELECT 'leads', (to_jsonb(l) - 'updated_at')::text FROM lead_analytics l WHERE user_id = $1
     UNION ALL SELECT 'transcripts', (to_jsonb(t) - 'updated_at')::text FROM transcripts t WHERE user_id = $1
     UNION ALL SELECT 'outcomes', (to_jsonb(o) - 'updated_at')::text FROM agent_call_outcomes o WHERE user_id = $1
     UNION ALL SELECT 'contacts', (to_jsonb(k) - 'updated_at')::text FROM contacts k WHERE user_id = $1
     UNION ALL SELECT 'ledger', to_jsonb(x)::text FROM credit_transactions x WHERE user_id = $1
     UNION ALL SELECT 'days', (to_jsonb(u) - 'updated_at' - 'id')::text FROM user_analytics u WHERE user_id = $1
     UNION ALL SELECT 'balance', credits::text FROM users WHERE id = $1 ORDER BY 1, 2`,
    [userId],
  );
async function receiveCall(options: Partial<Parameters<typeof conversationEvent>[0]> = {}): Promise<string> {
  const conversationId = options.conversationId ?? `conv_${newId()}`;
  await harness.receive(
    conversationEvent({ agentId: tenant.providerAgentId, durationSeconds: 61, ...options, conversationId }),
  );
  return conversationId;
}

test("a replay of what was processed changes nothing, however often, and charges nothing again", async () => {
  const conversationId = await receiveCall({ collected: { intent_score: 80 }, number: "+447700900222" });
  const audio = sample("audio");
  await harness.receive({
    ...audio,
    data: { ...audio.data, agent_id: tenant.providerAgentId, conversation_id: conversationId },
  });
  // Delivered twice, corrected once.
  await receiveCall({ conversationId, collected: { intent_score: 80 }, number: "+447700900222" });
  await receiveCall({ conversationId, durationSeconds: 200, eventAt: new Date(Date.now() + 1000) });
  await harness.process();
  const before = await stateOf(tenant.userId);
  expect(before.some(({ of }) => of === "ledger")).toBe(true);
  expect(await replay(tenant.userId)).toBe(3);
  expect(await stateOf(tenant.userId)).toEqual(before);
  await Promise.all([replay(tenant.userId), replay(tenant.userId)]);
  expect(await stateOf(tenant.userId)).toEqual(before);
  expect(await faults(harness)).toEqual([]);
});

test("a call is brought back to what its newest event says, and its days to what its calls say", async () => {
  const conversationId = await receiveCall({
    collected: { intent_score: 80 },
    startedAt: new Date("2026-10-05T12:00:00Z"),
  });
  const lost = await receiveCall({ startedAt: new Date("2026-10-06T12:00:00Z") });
  await harness.process();
  const before = await stateOf(tenant.userId);
  const balance = (rows: Record<string, unknown>[]) => rows.filter(({ of }) => of === "balance");
  await harness.rows(
    "UPDATE calls SET summary = 'spoilt', started_at = started_at - interval '3 days' WHERE elevenlabs_conversation_id = $1",
    [conversationId],
  );
  await harness.rows("DELETE FROM calls WHERE elevenlabs_conversation_id = $1", [lost]);
  await harness.rows("ALTER TABLE user_analytics DISABLE TRIGGER USER");
  await harness.rows("UPDATE user_analytics SET total_calls = 77 WHERE user_id = $1", [tenant.userId]);
  await harness.rows("ALTER TABLE user_analytics ENABLE TRIGGER USER");
  expect(await replay(tenant.userId)).toBe(2);
  expect(balance(await stateOf(tenant.userId))).toEqual(balance(before));
  const restored = await bookedCall(harness, conversationId);
  expect(restored).toMatchObject({ call_date: "2026-10-05" });
  expect(restored?.summary).not.toBe("spoilt");
  expect(await bookedCall(harness, lost)).toMatchObject({ duration_seconds: 61, entries: [["usage", -2, false]] });
  expect(await faults(harness)).toEqual([]);
});

test("events quarantined for an unknown agent become calls of the tenant that has linked it, and of no other", async () => {
  const theirs = await harness.createTenant();
  const [mine, others] = [`agent_${newId()}`, `agent_${newId()}`];
  const first = await receiveCall({ agentId: mine });
  const second = await receiveCall({ agentId: others });
  await harness.process();
  expect(await bookedCall(harness, first)).toBeUndefined();
  await harness.addAgent(tenant.userId, mine);
  await harness.addAgent(theirs.userId, others);
  const untouched = await stateOf(theirs.userId);
  expect(await replay(tenant.userId)).toBe(1);
  expect(await bookedCall(harness, first)).toMatchObject({ user_id: tenant.userId, credits_used: 2 });
  expect(await bookedCall(harness, second)).toBeUndefined();
  expect(await stateOf(theirs.userId)).toEqual(untouched);
  expect(await faults(harness)).toEqual([]);
});

test("an event that the database refused is replayed to its tenant once the cause is gone", async () => {
  await harness.owner.query(
    "ALTER TABLE transcripts ADD CONSTRAINT transcripts_test_poison CHECK (content NOT LIKE '%poison%')",
  );
  const turns = [{ role: "user" as const, message: "poison", time_in_call_secs: 0 }];
  const conversationId = await receiveCall({ turns });
  await harness.process();
  await harness.owner.query("ALTER TABLE transcripts DROP CONSTRAINT transcripts_test_poison");
  expect(await bookedCall(harness, conversationId)).toBeUndefined();
  expect(await replay(tenant.userId)).toBe(1);
  expect(await bookedCall(harness, conversationId)).toMatchObject({ user_id: tenant.userId });
});

test("events outside of the period, and unreadable ones, are replayed only by their own scope", async () => {
  const conversationId = await receiveCall();
  const unreadable = Buffer.from(`not json ${newId()}`);
  await harness.receive(unreadable);
  await harness.process();
  const yesterday = { ...scopeOf(tenant.userId), receivedBefore: new Date(Date.now() - hour / 2).toISOString() };
  expect(await replayEvents(harness.context(), harness.storage, yesterday)).toBe(0);
  const attempts = () =>
    harness.rows("SELECT attempts FROM webhook_events WHERE body = $1 OR conversation_id = $2 ORDER BY received_at", [
      unreadable,
      conversationId,
    ]);
  expect(await replay(null)).toBeGreaterThan(0);
  expect(await attempts()).toEqual([{ attempts: 1 }, { attempts: 2 }]);
});

test("an interrupted replay fails, so that it is tried again, and leaves nothing behind but pending events", async () => {
  const conversationId = await receiveCall();
  await harness.process();
  const stopping = new AbortController();
  stopping.abort();
  const interrupted = replayEvents(harness.context(), harness.storage, scopeOf(tenant.userId), stopping.signal);
  await expect(interrupted).rejects.toThrow("interrupted");
  await harness.process();
  expect(await replay(tenant.userId)).toBe(1);
  expect(await bookedCall(harness, conversationId)).toMatchObject({ user_id: tenant.userId });
  expect(await faults(harness)).toEqual([]);
});

test("only an administrator asks for a replay; the job processes do it, and the audit log names who asked", async () => {
  const providerAgentId = `agent_${newId()}`;
  const conversationId = await receiveCall({ agentId: providerAgentId });
  await harness.process();
  await harness.addAgent(tenant.userId, providerAgentId);
  const scope = scopeOf(tenant.userId);
  await expect(requestReplay(asRole("user"), scope)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(requestReplay(asRole("admin"), { ...scope, tenantId: newId() })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const backwards = { ...scope, receivedFrom: scope.receivedBefore, receivedBefore: scope.receivedFrom };
  for (const bad of [backwards, { ...scope, receivedFrom: "soon" }, null]) {
    await expect(requestReplay(asRole("admin"), bad)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  }
  await expect(
    harness.db.tenant(tenant.userId, (tx) => tx.query("SELECT request_replay(NULL, now() - interval '1 h', now())")),
  ).rejects.toMatchObject({ code: "42501" });
  expect(await harness.rows("SELECT FROM graphile_worker.jobs WHERE task_identifier = 'replay-events'")).toHaveLength(
    0,
  );

  await requestReplay(asRole("admin"), scope);
  await requestReplay(asRole("admin"), scope);
  expect(await harness.rows("SELECT FROM graphile_worker.jobs WHERE task_identifier = 'replay-events'")).toHaveLength(
    1,
  );
  expect(
    await harness.rows("SELECT admin_user_id, action, target_user_id FROM admin_audit_log WHERE target_user_id = $1", [
      tenant.userId,
    ]),
  ).toEqual(Array(2).fill({ admin_user_id: adminId, action: "event.replay", target_user_id: tenant.userId }));

  const jobs = await startJobs({
    connectionString: harness.connectionString,
    env: jobsEnv,
    logger: getLogger(),
  });
  await expect
    .poll(
      () =>
        harness.rows("SELECT row_count, error FROM job_runs WHERE task = 'replay-events' AND finished_at IS NOT NULL"),
      {
        timeout: 20_000,
      },
    )
    .toEqual([{ row_count: 1, error: null }]);
  await jobs.stop();
  expect(await bookedCall(harness, conversationId)).toMatchObject({ user_id: tenant.userId });
});
