import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { faults } from "@/test/booked-call";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { processBacklog } from "./process-backlog";

let harness: IngestHarness;
const ends: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await harness.rows("DELETE FROM webhook_events");
});
afterAll(() => harness.dispose());

async function receive(tenant: TestTenant, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await harness.receive(
      conversationEvent({ agentId: tenant.providerAgentId, conversationId: `conv_${newId()}`, durationSeconds: 61 }),
    );
  }
}

const work = () => processBacklog(harness.context(), harness.storage);
const statesOf = async (tenant: TestTenant) =>
  (
    await harness.rows(
      `SELECT status, count(*)::integer AS events, max(attempts) AS attempts FROM webhook_events
       WHERE user_id = $1 GROUP BY 1`,
      [tenant.userId],
    )
  )[0];

/** Holds a tenant as another process's batch does. */
async function hold(tenant: TestTenant): Promise<() => Promise<void>> {
  const other = new pg.Client({ connectionString: harness.connectionString });
  await other.connect();
  ends.push(() => other.end());
  await other.query("BEGIN");
  await other.query("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", [tenant.userId]);
  return async () => void (await other.query("COMMIT"));
}

test("a lane does not wait for a tenant of the other lane, however their events are mixed", async () => {
  const tenants = [await harness.createTenant(), await harness.createTenant()] as const;
  for (let round = 0; round < 20; round += 1) for (const tenant of tenants) await receive(tenant, 5);
  const letGo = await hold(tenants[0]);
  const working = work();
  await expect
    .poll(() => statesOf(tenants[1]), { timeout: 6_000 })
    .toEqual({ status: "processed", events: 100, attempts: 1 });
  expect(await statesOf(tenants[0])).toBeUndefined();
  await letGo();
  expect(await working).toBe(200);
  expect(await statesOf(tenants[0])).toEqual({ status: "processed", events: 100, attempts: 1 });
  expect(await faults(harness)).toEqual([]);
});

test("a backlog of one tenant, larger than a page, is booked once each", async () => {
  const tenant = await harness.createTenant();
  await receive(tenant, 620);
  expect(await work()).toBe(620);
  expect(await statesOf(tenant)).toEqual({ status: "processed", events: 620, attempts: 1 });
  const [charged] = await harness.rows(
    "SELECT count(*)::integer AS charges, sum(amount)::integer AS credits FROM credit_transactions WHERE user_id = $1 AND type = 'usage'",
    [tenant.userId],
  );
  expect(charged).toEqual({ charges: 620, credits: -1240 });
  expect(await faults(harness)).toEqual([]);
});

test("processes that work on one backlog share its events, and book none twice", async () => {
  const tenants = await Promise.all(Array.from({ length: 5 }, () => harness.createTenant()));
  for (let round = 0; round < 12; round += 1) for (const tenant of tenants) await receive(tenant, 12);
  const counts = await Promise.all([work(), work(), work()]);
  await work();
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(720);
  for (const tenant of tenants) {
    expect(await statesOf(tenant)).toEqual({ status: "processed", events: 144, attempts: 1 });
  }
  expect(await faults(harness)).toEqual([]);
});

test("a process that is to end finishes the page under way and takes no further one", async () => {
  const tenant = await harness.createTenant();
  await receive(tenant, 520);
  const stopping = new AbortController();
  const working = processBacklog(harness.context(), harness.storage, stopping.signal);
  await expect.poll(() => statesOf(tenant), { timeout: 20_000 }).toBeDefined();
  stopping.abort();
  const count = await working;
  expect(await statesOf(tenant)).toEqual({ status: "processed", events: count, attempts: 1 });
  expect(await processBacklog(harness.context(), harness.storage, stopping.signal)).toBe(0);
  expect(await work()).toBe(520 - count);
});
