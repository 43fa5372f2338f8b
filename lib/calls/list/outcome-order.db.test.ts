import { afterAll, beforeAll, expect, test } from "vitest";
import { scatterCalls } from "@/test/analytics/scattered-calls";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { describePage } from "./_call-page";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  await scatterCalls(harness, { userId: tenant.userId, agentIds: [tenant.agentId], count: 2000 });
  await harness.owner.query("VACUUM ANALYZE agent_call_outcomes");
}, 60_000);
afterAll(() => harness.dispose());

test.each(["newest", "oldest"] as const)(
  "calls of several outcomes come %s first without being sorted",
  async (sort) => {
    const plan = await harness.db.tenant(tenant.userId, async ({ kysely }) => {
      const page = describePage(
        kysely,
        { userId: tenant.userId, timezone: "UTC" },
        { filters: { outcome: ["completed", "disconnected"] }, sort, cursor: null, limit: 50 },
        null,
      );
      const rows = await page.listed.select(page.place).orderBy(page.order).limit(51).explain();
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
    expect(plan).toContain("Merge Append");
    expect(plan).not.toMatch(/^\s*(?:->)?\s*(?:Incremental )?Sort {2}/m);
  },
);
