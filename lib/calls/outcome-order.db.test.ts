import { afterAll, beforeAll, expect, test } from "vitest";
import { scatterCalls } from "@/test/analytics/scattered-calls";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { describePage } from "./find-page";

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
    const page = describePage(
      { userId: tenant.userId, timezone: "UTC" },
      { filters: { outcome: ["completed", "disconnected"] }, sort, cursor: null, limit: 50 },
      null,
    );
    const plan = await harness.db.tenant(tenant.userId, async (tx) => {
      const { rows } = await tx.query<{ "QUERY PLAN": string }>(
        `EXPLAIN SELECT ${page.columns} FROM ${page.from} WHERE ${page.leading.join(" AND ")} ORDER BY ${page.order} LIMIT 51`,
        page.values,
      );
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
    expect(plan).toContain("Merge Append");
    expect(plan).not.toMatch(/^\s*(?:->)?\s*(?:Incremental )?Sort {2}/m);
  },
);
