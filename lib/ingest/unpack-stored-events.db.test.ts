import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import type { Storage } from "@/lib/storage/storage";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { processBatch } from "./process-batch";
import { processPendingEvents } from "./process-pending-events";
import { unpackStoredEvents } from "./unpack-stored-events";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
});
afterAll(() => harness.dispose());

function recordingEvent(conversationId: string) {
  const data = { agent_id: tenant.providerAgentId, conversation_id: conversationId, full_audio: "SUQzBAAA" };
  return { type: "post_call_audio", event_timestamp: 1_791_023_593, data };
}

const states = () => harness.rows("SELECT status, reason FROM webhook_events ORDER BY received_at, id");
function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}
const clear = () => harness.owner.query("DELETE FROM webhook_events");

test("of two workers on one recording, the later one does not treat its moved body as lost", async () => {
  const conversationId = `conv_${newId()}`;
  await harness.receive(recordingEvent(conversationId));
  const arrival = signal();
  const release = signal();
  const late: Storage = {
    ...harness.storage,
    async readAll(key) {
      arrival.give();
      await release.given;
      return harness.storage.readAll(key);
    },
  };
  const lateWorker = unpackStoredEvents(harness.context(), late, 20, new Map());
  await arrival.given;
  await unpackStoredEvents(harness.context(), harness.storage, 20, new Map());
  release.give();
  await lateWorker;
  await harness.receive(conversationEvent({ agentId: tenant.providerAgentId, conversationId }));
  await harness.process();
  expect(await states()).toEqual([
    { status: "processed", reason: null },
    { status: "processed", reason: null },
  ]);
  await clear();
});

test("while storage is full, calls are processed, and recordings as soon as there is room", async () => {
  const conversationIds = Array.from({ length: 25 }, () => `conv_${newId()}`);
  for (const conversationId of conversationIds) {
    await harness.receive(recordingEvent(conversationId));
    await harness.receive(conversationEvent({ agentId: tenant.providerAgentId, conversationId }));
  }
  const full: Storage = {
    ...harness.storage,
    async write() {
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    },
  };
  await expect(processPendingEvents(harness.context(), full)).rejects.toThrow("25 stored events could not be unpacked");
  const count = async (status: string) => (await states()).filter((event) => event.status === status).length;
  expect([await count("processed"), await count("pending")]).toEqual([25, 25]);
  await harness.process();
  expect(await count("processed")).toBe(50);
  await clear();
});

test("a batch takes no more bodies than fit into memory, but always the oldest", async () => {
  const megabytes = [40, 20, 10, 10, 1];
  for (const [index, size] of megabytes.entries()) {
    await harness.owner.query(
      `INSERT INTO webhook_events (provider, body, body_bytes, body_sha256, signed_at, received_at)
       VALUES ('elevenlabs', convert_to(repeat('x', $1), 'UTF8'), $1, $2, now(), now() + make_interval(secs => $3))`,
      [size * 1_000_000, Buffer.from([index]), index],
    );
  }
  const taken = [];
  for (let batch = 0; batch < 4; batch += 1)
    taken.push(await processBatch(harness.context(), { eventsMax: 250 }, harness.storage));
  expect(taken).toEqual([1, 3, 1, 0]);
  await clear();
});
