import { afterAll, beforeAll, expect, test } from "vitest";
import { listCalls } from "@/lib/calls/list/list-calls";
import { getLogger } from "@/lib/platform/logger";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { jobsEnv } from "@/test/jobs-env";
import { tenantContext } from "@/test/tenant-context";
import { startJobs } from "./start-jobs";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
});
afterAll(() => harness.dispose());

const found = async (q: string) =>
  (await listCalls(tenantContext(harness.db, tenant.userId), { filters: { q } })).calls.length;

test("worker processes index booked and corrected calls within ten seconds, without a request", async () => {
  const start = () => startJobs({ connectionString: harness.connectionString, env: jobsEnv, logger: getLogger() });
  const processes = [await start(), await start()];
  try {
    await harness.receive(
      conversationEvent({
        agentId: tenant.providerAgentId,
        turns: [{ role: "user", message: "I saw a falcon", time_in_call_secs: 1 }],
      }),
    );
    await harness.rows("SELECT wake_ingestion()");
    await expect.poll(() => found("falcon"), { timeout: 10_000 }).toBe(1);
    await harness.rows("UPDATE calls SET caller_name = 'Mara Lindqvist'");
    await expect.poll(() => found("falcon lindqvist"), { timeout: 10_000 }).toBe(1);
    await harness.rows("UPDATE call_searches SET words = 'lost'");
    await harness.rows("SELECT rebuild_call_searches($1)", [tenant.userId]);
    await expect.poll(() => found("falcon lindqvist"), { timeout: 10_000 }).toBe(1);
  } finally {
    await Promise.all(processes.map((each) => each.stop()));
  }
});
