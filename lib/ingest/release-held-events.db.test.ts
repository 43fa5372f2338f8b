import { runMigrations } from "graphile-worker";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startJobs } from "@/lib/jobs/start-jobs";
import { newId } from "@/lib/platform/ids";
import { getLogger } from "@/lib/platform/logger";
import { bookedCall, faults } from "@/test/booked-call";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { jobsEnv } from "@/test/jobs-env";
import { releaseHeldEvents } from "./release-held-events";

let harness: IngestHarness;
beforeAll(async () => {
  harness = await createIngestHarness();
  await runMigrations({ connectionString: harness.connectionString });
});
afterAll(() => harness.dispose());

async function receiveCallOf(tenant: TestTenant): Promise<string> {
  const conversationId = `conv_${newId()}`;
  const startedAt = new Date("2026-10-05T02:00:00Z");
  await harness.receive(conversationEvent({ agentId: tenant.providerAgentId, conversationId, startedAt }));
  return conversationId;
}
const stateOf = async (conversationId: string) =>
  (await harness.rows("SELECT status, reason FROM webhook_events WHERE conversation_id = $1", [conversationId]))[0];

test("while a tenant's zone changes its events are held, other tenants' are booked, and then its own are, in the new zone", async () => {
  const moving = await harness.createTenant();
  const other = await harness.createTenant();
  const before = await receiveCallOf(moving);
  await harness.process();
  const changing = new pg.Client({ connectionString: harness.connectionString });
  await changing.connect();
  await changing.query("BEGIN");
  await changing.query("SELECT change_time_zone($1, 'America/New_York')", [moving.userId]);
  // More than one batch of them comes before the other tenant's event.
  const held: string[] = [];
  for (let count = 0; count < 300; count += 1) held.push(await receiveCallOf(moving));
  const others = await receiveCallOf(other);
  await harness.process();
  expect(await bookedCall(harness, others)).toMatchObject({ call_date: "2026-10-05" });
  expect(await stateOf(held[0] ?? "")).toEqual({ status: "waiting", reason: "time_zone_changing" });
  await releaseHeldEvents(harness.context());
  await harness.process();
  expect(await stateOf(held[0] ?? "")).toEqual({ status: "waiting", reason: "time_zone_changing" });
  await changing.query("COMMIT");
  await changing.end();
  await releaseHeldEvents(harness.context());
  await harness.process();
  for (const conversationId of [before, ...held]) {
    expect(await bookedCall(harness, conversationId)).toMatchObject({ call_date: "2026-10-04" });
  }
  expect(await stateOf(held[0] ?? "")).toEqual({ status: "processed", reason: null });
  expect(await faults(harness)).toEqual([]);
});

test("a change of zone waits for the batch under way, and no batch waits for the change", async () => {
  const tenant = await harness.createTenant();
  const batch = new pg.Client({ connectionString: harness.connectionString });
  await batch.connect();
  await batch.query("BEGIN");
  await batch.query("SELECT pg_try_advisory_xact_lock_shared(hashtext('change of zone'), hashtext($1))", [
    tenant.userId,
  ]);
  const change = harness.db.job((tx) => tx.query("SELECT change_time_zone($1, 'Asia/Tokyo')", [tenant.userId]));
  await expect
    .poll(() => harness.rows("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
    .toHaveLength(1);
  const conversationId = await receiveCallOf(tenant);
  await harness.process();
  expect(await stateOf(conversationId)).toMatchObject({ status: "waiting" });
  await batch.query("COMMIT");
  await batch.end();
  await change;
  await releaseHeldEvents(harness.context());
  await harness.process();
  expect(await bookedCall(harness, conversationId)).toMatchObject({ call_date: "2026-10-05" });
});

test("the job that changes a zone releases what was held meanwhile", async () => {
  const tenant = await harness.createTenant();
  const hold = (body: Buffer) =>
    harness.rows(
      `INSERT INTO webhook_events (provider, status, reason, body, body_bytes, body_sha256, signed_at)
       VALUES ('elevenlabs', 'waiting', 'time_zone_changing', $1, 1, sha256($1), now())`,
      [body],
    );
  const conversationId = `conv_${newId()}`;
  await hold(Buffer.from("not an event"));
  const jobs = await startJobs({
    connectionString: harness.connectionString,
    env: jobsEnv,
    logger: getLogger(),
  });
  // What is held after the first look at the inbox is found by the job, or a minute later.
  await expect
    .poll(() => harness.rows("SELECT reason FROM webhook_events WHERE body = 'not an event'"), { timeout: 20_000 })
    .toEqual([{ reason: "not_json" }]);
  await hold(Buffer.from(JSON.stringify(conversationEvent({ agentId: tenant.providerAgentId, conversationId }))));
  await harness.db.tenant(tenant.userId, (tx) => tx.query("SELECT request_time_zone('Europe/Berlin')"));
  await expect
    .poll(() => bookedCall(harness, conversationId), { timeout: 20_000 })
    .toMatchObject({ user_id: tenant.userId });
  await jobs.stop();
});
