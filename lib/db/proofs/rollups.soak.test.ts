import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { proveRollups } from "@/test/rollup-history";
import type { HistoryTenant } from "@/test/rollup-operations";

let harness: IngestHarness;
const tenants: HistoryTenant[] = [];
beforeAll(async () => {
  harness = await createIngestHarness();
  for (const timezone of ["Europe/Berlin", "America/St_Johns", "Pacific/Auckland"]) {
    const { userId, agentId } = await harness.createTenant({ timezone });
    tenants.push({ userId, agentIds: [agentId, (await harness.addAgent(userId)).agentId] });
  }
});
afterAll(() => harness.dispose());

test("after one history of 200,000 operations on 8 connections every rollup still equals its calls and its rebuild", async () => {
  const { operations, failures } = await proveRollups(harness, tenants, {
    connections: 8,
    transactionsEach: 235,
    runs: 50,
  });
  expect(operations).toBeGreaterThanOrEqual(200_000);
  expect(failures).toBe(0);
  expect(await harness.rows("SELECT * FROM trigger_error_log")).toEqual([]);
});
