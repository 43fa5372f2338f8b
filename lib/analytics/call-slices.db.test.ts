import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scatterCalls } from "@/test/analytics/scattered-calls";
import { walkList } from "@/test/analytics/walk-list";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { tenantContext } from "@/test/tenant-context";
import { type Granularity, parseAnalyticsQuery } from "./analytics-query";
import { totalOf } from "./breakdown";
import { getAnalytics } from "./get-analytics";
import { linkPoints } from "./linked-metrics";
import { pairSlices } from "./pair-slices";

const timezone = "Europe/Berlin";
const now = { day: "2026-11-10", time: "13:00" };
const year = { range: "custom", from: "2025-11-20", to: now.day, vs: "previous" };

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant({ timezone });
  await scatterCalls(harness, { userId: tenant.userId, agentIds: [tenant.agentId], count: 400 });
});
afterAll(() => harness.dispose());

const ctx = () => tenantContext(harness.db, tenant.userId, { timezone, now: `${now.day}T12:00:00Z` });
const read = (params: Record<string, string | undefined>) =>
  getAnalytics(ctx(), { query: parseAnalyticsQuery(params, now) });

async function counted(unit: string, from: string, to: string) {
  const { rows } = await harness.owner.query<{ from: string; calls: number }>(
    `SELECT greatest(date_trunc($2, call_date), $4::date)::date AS from, count(*)::integer AS calls FROM calls
      WHERE user_id = $1 AND status IN ('completed', 'failed') AND (started_at AT TIME ZONE $3)::date BETWEEN $4::date AND $5::date
      GROUP BY 1 ORDER BY 1`,
    [tenant.userId, unit, timezone, from, to],
  );
  return rows.map(({ from: first, calls }) => [first, calls]);
}

describe.each(["week", "month"] as const)("calls by %s", (by: Granularity) => {
  test.each([{}, { source: "phone" }])(
    "are those of its days, its list and the tile, with the filter %j",
    async (filter) => {
      const { current, other, query, ...analytics } = await read({ ...year, ...filter, by });
      const points = linkPoints(
        pairSlices(current.slices, other.slices, { comparison: query.comparison, now }),
        filter,
      );
      const sum = points.reduce((total, { calls }) => total + (calls ?? 0), 0);
      expect(sum).toBe(totalOf({ current, other, query, ...analytics }).current.calls);
      for (const { href, calls } of points.filter((point) => point.calls))
        expect((await walkList(ctx(), href ?? "", now.day)).calls).toBe(calls);
      if ("source" in filter) return;
      const shown = current.slices.filter(({ calls }) => calls > 0).map(({ from, calls }) => [from, calls]);
      expect(shown).toEqual(await counted(by, year.from, year.to));
    },
  );

  test("are read from the cache where it has the whole period, and from days where it is cut off", async () => {
    const type = by === "week" ? "weekly" : "monthly";
    const before = (await read({ ...year, by })).current.slices;
    await harness.owner.query(
      "UPDATE call_analytics_cache SET total_calls = total_calls + 1000 WHERE user_id = $1 AND period_type = $2",
      [tenant.userId, type],
    );
    const after = (await read({ ...year, by })).current.slices;
    const raised = after.filter(({ calls }) => calls > 1000).map(({ from }) => from);
    // The first and the last are cut off by the ends of the period.
    const whole = before.slice(1, -1).filter(({ calls }) => calls > 0);
    expect(raised).toEqual(whole.map(({ from }) => from));
    expect(raised.length).toBeGreaterThan(3);
    await harness.owner.query("SELECT rebuild_call_analytics_cache($1, '2025-01-01', '2026-12-31')", [tenant.userId]);
  });
});

test("each week and month stands beside the days at its place in the other period", async () => {
  const { other, query } = await read({ ...year, by: "month" });
  const days = other.slices.flatMap(({ from, to }) => [from, to]);
  expect([days[0], days.at(-1)]).toEqual([query.comparison.from, query.comparison.to]);
  expect([...days].sort()).toEqual(days);
});
