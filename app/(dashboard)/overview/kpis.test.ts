import { expect, test } from "vitest";
import type { Overview } from "@/lib/analytics/overview/overview";
import { toTotal } from "@/lib/lists/list-total";
import { noTotals } from "@/lib/metrics/period-totals";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { kpisOf } from "./kpis";

const now = { day: "2026-10-31", time: "14:37" };
const overview: Overview = {
  ...resolveCompared({ range: "7d" }, now),
  timezone: "UTC",
  days: [],
  points: [],
  current: { ...noTotals, calls: 10, successfulCalls: 9, creditsUsed: 30, qualifiedLeads: 4 },
  previous: noTotals,
  creditsLeft: -3,
  lifetime: null,
  hotLeads: [],
  hours: [],
  bestAgent: null,
  dueFollowUps: { dueToday: toTotal(0), overdue: toTotal(0), first: [], today: "2026-10-31" },
  hasCalls: true,
  agentCount: 1,
  asOf: "2026-10-31T12:00:00Z",
};

const kpiOf = (key: string, of: Overview) => kpisOf(of).find((kpi) => kpi.key === key);

test("there are ten metrics, each with a definition and the calls behind it", () => {
  const kpis = kpisOf(overview);
  expect(kpis).toHaveLength(10);
  for (const { definition, href } of kpis) {
    expect(definition).toMatch(/\.$/);
    expect(href).toMatch(/^\/calls\?range=7d&/);
  }
});

test("a share or a price without a base is a dash, never a zero or a division by zero", () => {
  const empty = { ...overview, current: noTotals };
  expect(kpiOf("success", empty)).toMatchObject({ value: "–", unit: undefined });
  expect(kpiOf("cost", empty)).toMatchObject({ value: "–", current: null });
  expect(kpiOf("cost", overview)).toMatchObject({ value: "7.5", unit: "credits" });
  expect(kpiOf("success", overview)).toMatchObject({ value: "90.0", base: null });
});

test("a metric names the days that it is compared with, and judges a running day by the same part of another", () => {
  const today = { ...overview, ...resolveCompared({ range: "today" }, now), previous: overview.current };
  expect(kpiOf("calls", today)).toMatchObject({
    base: "10",
    baseDays: "24 Oct 2026, up to 14:37",
    better: "up",
    isLastRunning: true,
  });
  expect(kpiOf("calls", overview)?.baseDays).toBe("18 – 24 Oct 2026, the last day up to 14:37");
  const over = resolveCompared({ range: "custom", from: "2026-10-05", to: "2026-10-06", vs: "previous" }, now);
  expect(kpiOf("calls", { ...overview, ...over })).toMatchObject({ baseDays: "3 – 4 Oct 2026", isLastRunning: false });
});
