import { expect, test } from "vitest";
import type { Overview } from "@/lib/analytics/overview";
import { noFigures } from "@/lib/analytics/period-figures";
import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { toTotal } from "@/lib/platform/list-total";
import { kpisOf } from "./kpis";

const overview: Overview = {
  range: resolveRange({ range: "7d" }, "2026-10-31").range,
  timezone: "UTC",
  days: [],
  points: [],
  current: { ...noFigures, calls: 10, successfulCalls: 9, creditsUsed: 30, qualifiedLeads: 4 },
  previous: noFigures,
  creditsLeft: -3,
  hotLeads: [],
  hours: [],
  bestAgent: null,
  dueFollowUps: { dueToday: toTotal(0), overdue: toTotal(0), first: [], today: "2026-10-31" },
  hasCalls: true,
  agentCount: 1,
  asOf: "2026-10-31T12:00:00Z",
};

const kpiOf = (key: string, of: Overview) => kpisOf(of).find((kpi) => kpi.key === key);

test("there are nine figures, each with a definition and the calls behind it", () => {
  const kpis = kpisOf(overview);
  expect(kpis).toHaveLength(9);
  for (const { definition, href } of kpis) {
    expect(definition).toMatch(/\.$/);
    expect(href).toMatch(/^\/calls\?range=7d&/);
  }
});

test("a share or a price of nothing is a dash, never a zero or a division by it", () => {
  const empty = { ...overview, current: noFigures };
  expect(kpiOf("success", empty)).toMatchObject({ value: "–", unit: undefined });
  expect(kpiOf("cost", empty)).toMatchObject({ value: "–", current: null });
  expect(kpiOf("cost", overview)).toMatchObject({ value: "7.5", unit: "credits" });
  expect(kpiOf("success", overview)).toMatchObject({ value: "90.0", base: null });
});

test("a day that is still running is neither better nor worse than the one before", () => {
  const today = {
    ...overview,
    range: resolveRange({ range: "today" }, "2026-10-31").range,
    previous: overview.current,
  };
  expect(kpisOf(today).every(({ better }) => better === null)).toBe(true);
  expect(kpiOf("calls", today)?.base).toBe("10 all yesterday");
});
