import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { ledgerFaults } from "@/test/recompute";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
});
afterAll(() => harness.dispose());

const setPrice = (credits: number) =>
  harness.owner.query("UPDATE system_config SET config_value = $1 WHERE config_key = 'credits_per_minute'", [credits]);

async function report(conversationId: string, durationSeconds: number, minute: number, status = "done") {
  const startedAt = new Date("2026-10-06T11:00:00Z");
  const eventAt = new Date(Date.UTC(2026, 9, 6, 12, minute));
  const agentId = tenant.providerAgentId;
  await harness.receive(conversationEvent({ agentId, conversationId, durationSeconds, startedAt, eventAt, status }));
  await harness.process();
}

const entries = (conversationId: string) =>
  harness.rows("SELECT type, amount FROM credit_transactions WHERE conversation_id = $1 ORDER BY entry_number", [
    conversationId,
  ]);

test("a call that was free stays free when it is corrected after a rise of the price", async () => {
  const conversationId = `conv_${newId()}`;
  await setPrice(0);
  await report(conversationId, 61, 0);
  await setPrice(3);
  await report(conversationId, 130, 1);
  expect(await entries(conversationId)).toEqual([]);
  expect(await ledgerFaults(harness.owner)).toEqual([]);
});

test("a call is charged at the price of its end, not of an earlier report while it ran", async () => {
  const conversationId = `conv_${newId()}`;
  await setPrice(1);
  await report(conversationId, 30, 0, "in-progress");
  await setPrice(3);
  await report(conversationId, 61, 1);
  expect(await entries(conversationId)).toEqual([{ type: "usage", amount: -6 }]);
  expect(await ledgerFaults(harness.owner)).toEqual([]);
});
