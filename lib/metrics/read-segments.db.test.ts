import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { readSegments, segmentsOf } from "./read-segments";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  await insertCall(harness.owner, tenant, { startedAt: "2026-10-03T10:30:00Z", lead: { score: 80 }, outcome: "busy" });
});
afterAll(() => harness.dispose());

const days = { from: "2026-10-01", to: "2026-10-31" };

test("periods may overlap: each has all of its own", async () => {
  const periods = [days, { from: "2026-10-03", to: "2026-10-03" }, { from: "2026-10-04", to: "2026-10-31" }];
  const found = await harness.db.tenant(tenant.userId, (tx) =>
    readSegments(tx, { userId: tenant.userId, timezone: "UTC" }, { periods, periodsByDay: 1, filters: {} }),
  );
  expect(found.map(({ segments, days: each }) => [segments.length, each.length])).toEqual([
    [1, 1],
    [1, 0],
    [0, 0],
  ]);
  expect(found[0]?.segments[0]).toMatchObject({
    agentId: tenant.agentId,
    source: "phone",
    direction: "inbound",
    totals: { calls: 1, leads: 1, outcome_busy: 1, answeredCalls: 0 },
  });
});

test("segments are read through an index that is bounded by tenant and day", async () => {
  await harness.owner.query(
    `INSERT INTO call_segment_analytics (user_id, agent_id, date, call_source, lead_type, total_calls)
     SELECT $1, $2, '2020-01-01'::date + n, 'internet', 'outbound', 1 FROM generate_series(1, 2000) n`,
    [tenant.userId, tenant.agentId],
  );
  await harness.owner.query("ANALYZE call_segment_analytics");
  const explained = await harness.db.tenant(tenant.userId, (tx) =>
    segmentsOf(
      tx,
      { userId: tenant.userId, timezone: "UTC" },
      { periods: [days], filters: { source: "phone" } },
    ).explain<{ "QUERY PLAN": string }>(),
  );
  const plan = explained.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toMatch(/Index Cond: .*date >= p\.first_day.*date <= p\.last_day/);
});
