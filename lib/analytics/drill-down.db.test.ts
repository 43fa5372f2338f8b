import fc from "fast-check";
import Papa from "papaparse";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/access/context";
import { leadTemperatures } from "@/lib/calls/lead-temperature";
import { callDirections, callOutcomes, callSources, ctas } from "@/lib/calls/schema";
import { comparedRanges } from "@/lib/metrics/compared-ranges";
import type { Counter } from "@/lib/metrics/declaration";
import { shownDimensions } from "@/lib/metrics/dimensions";
import { cellsOf, type MetricCell } from "@/lib/metrics/metric-cells";
import { metricHref, metrics } from "@/lib/metrics/metrics";
import { countedByHour, counters, type HourMetric, type MetricName, shownIn } from "@/lib/metrics/registry";
import { csvLine } from "@/lib/platform/csv/csv";
import { addDays } from "@/lib/platform/date-range/days";
import { localNow } from "@/lib/platform/date-range/local-now";
import { type ComparedRange, resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import {
  type PlainName,
  type PlainScope,
  type PlainTotals,
  plainNames,
  plainTotals,
} from "@/test/analytics/plain-count";
import { scatterCalls, scatteredZones } from "@/test/analytics/scattered-calls";
import { type Walked, walkList } from "@/test/analytics/walk-list";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { tenantContext } from "@/test/tenant-context";
import { agentPeriods, agentPoints } from "./agents/agent-periods";
import { agentTable } from "./agents/agent-table";
import { getAgentMetrics } from "./agents/get-agent-metrics";
import { listAgentMetrics } from "./agents/list-agent-metrics";
import { outcomeMetrics } from "./agents/outcome-metrics";
import { setAgentTarget } from "./agents/set-agent-target";
import { parseAgentSort } from "./agents/sort-agents";
import { targetMetrics } from "./agents/target-metrics";
import { trendMetrics } from "./agents/trend-metrics";
import { analyticsSearch } from "./analytics-address";
import { type AnalyticsQuery, granularities, parseAnalyticsQuery } from "./analytics-query";
import { analyticsTable } from "./analytics-table";
import { type BreakdownRow, breakdownOf, totalOf } from "./breakdown";
import { callFunnel, qualifiedFunnel } from "./funnel";
import { getAnalytics } from "./get-analytics";
import { askedMetrics, linkPoints, originMetrics, temperatureMetrics } from "./linked-metrics";
import { getOverview } from "./overview/get-overview";
import { pairSlices } from "./pair-slices";
import { weekGrid } from "./week-grid";

const today = "2026-11-10";
const now = `${today}T12:00:00Z`;
const callsEach = 260;

type Tenant = { userId: string; timezone: string; agentIds: string[]; ctx: Context };

let harness: IngestHarness;
const tenants: Tenant[] = [];

beforeAll(async () => {
  harness = await createIngestHarness();
  for (const timezone of scatteredZones) {
    const { userId, agentId } = await harness.createTenant({ timezone });
    const agentIds = [agentId, (await harness.addAgent(userId)).agentId, (await harness.addAgent(userId)).agentId];
    await scatterCalls(harness, { userId, agentIds, count: callsEach });
    await harness.owner.query("SELECT rebuild_agent_performance_trends($1, '2026-01-01', '2026-12-31')", [userId]);
    tenants.push({ userId, timezone, agentIds, ctx: tenantContext(harness.db, userId, { timezone, now }) });
  }
}, 60_000);
afterAll(() => harness.dispose());

/** Days at and beside which a month, a week or a clock turns in one of the zones. */
const edgeDays = [
  "2026-03-08",
  "2026-03-29",
  "2026-04-05",
  "2026-05-31",
  "2026-09-27",
  "2026-10-25",
  "2026-10-31",
  "2026-11-01",
];
const day = fc
  .tuple(fc.constantFrom(...edgeDays), fc.integer({ min: -2, max: 2 }))
  .map(([edge, shift]) => addDays(edge, shift));
const days = fc
  .tuple(day, fc.oneof(day, fc.integer({ min: 0, max: 40 })))
  .map(([from, to]) => (typeof to === "number" ? [from, addDays(from, to)] : [from, to].sort()))
  .map(([from = today, to = today]) => ({ from, to: to > today ? today : to }));
const filters = fc.record(
  { agent: fc.nat(2), source: fc.constantFrom(...callSources), direction: fc.constantFrom(...callDirections) },
  { requiredKeys: [] },
);
const tenantIndex = fc.nat(scatteredZones.length - 1);
const someRuns = (numRuns: number) => ({ numRuns, seed: 20261110, endOnFailure: true });

type Expected = { value: number | null; href: string; scope: PlainScope; name: PlainName | MetricName; at: string };

const comparedAt = ({ ctx, timezone }: Tenant, params: Record<string, string>): ComparedRange =>
  resolveCompared(params, localNow(timezone, ctx.clock.now()));

/** Says of one tenant's metrics where they differ from their lists and from plain SQL; each list and sum is read once. */
function createChecker({ ctx, userId, timezone }: Tenant) {
  const today = localNow(timezone, ctx.clock.now()).day;
  const lists = new Map<string, Promise<Walked>>();
  const plain = new Map<string, Promise<PlainTotals>>();
  const remember = <T>(map: Map<string, Promise<T>>, key: string, make: () => Promise<T>) => {
    const known = map.get(key) ?? make();
    map.set(key, known);
    return known;
  };
  return async ({ value, href, scope, name, at }: Expected) => {
    const list = await remember(lists, href, () => walkList(ctx, href, today));
    const totals = await remember(plain, JSON.stringify(scope), () =>
      plainTotals(harness.owner, { ...scope, userId, timezone }),
    );
    const { metric, listed } = meaningOf(name, totals);
    const seen = {
      value: rounded(value),
      listed: list[listed.of],
      notices: list.notices,
      total: list.total,
    };
    expect({ at, href, ...seen }).toEqual({
      at,
      href,
      value: rounded(metric),
      listed: listed.value,
      notices: [],
      total: { count: list.calls, isMore: false },
    });
  };
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1e6) / 1e6);
const share = (part: number, whole: number) => (whole === 0 ? null : (100 * part) / whole);

/** What a metric is by plain SQL, and what its list has to add up to. */
function meaningOf(name: PlainName | MetricName, f: PlainTotals) {
  const count = (metric: number | null, calls: number) => ({ metric, listed: { of: "calls" as const, value: calls } });
  switch (name) {
    case "minutes":
      return { metric: f.minutes, listed: { of: "minutes" as const, value: f.minutes } };
    case "credits":
      return { metric: f.credits, listed: { of: "credits" as const, value: f.credits } };
    case "success":
      return count(share(f.successful, f.calls), f.successful);
    case "conversion":
      return count(share(f.leads, f.calls), f.leads);
    case "cta":
      return count(share(f.asked, f.calls), f.asked);
    case "cost":
      return count(f.qualified === 0 ? null : f.credits / f.qualified, f.qualified);
    default: {
      const value = isPlain(name)
        ? f[name]
        : (f.byColumn[columnOfMetric(name)] ?? fail(`${name} is not in counters of test/raw-metrics.ts`));
      return count(value, value);
    }
  }
}

const isPlain = (name: string): name is PlainName => plainNames.some((plain) => plain === name);

/** The column by which a metric without a meaning of its own here is counted in plain SQL. */
function columnOfMetric(name: string): string {
  return (
    Object.values<Counter>(counters).find(({ metric }) => metric?.name === name)?.column ??
    fail(`${name} is no metric of the registry`)
  );
}

type Span = { from: string; to: string; until?: string | null };
const scopeOf = (span: Span | null, more: Partial<PlainScope> = {}): PlainScope => ({
  userId: "",
  timezone: "",
  ...(span && { from: span.from, to: span.to, until: span.until }),
  ...more,
});

function ofCells(
  cells: readonly MetricCell[],
  scope: Partial<PlainScope>,
  current: Span,
  other: Span | null,
  at: string,
): Expected[] {
  return cells.flatMap(({ metric: name, value, href, other: otherValue, otherHref }) => [
    { value, href, scope: scopeOf(current, scope), name, at: `${at}, ${name}` },
    ...(other
      ? [{ value: otherValue, href: otherHref, scope: scopeOf(other, scope), name, at: `${at}, ${name} then` }]
      : []),
  ]);
}

const ofGrid = (grid: ReturnType<typeof weekGrid>, span: Span, metric: HourMetric): Expected[] =>
  grid.flat().map(({ value, href, weekday, hour }) => ({
    value,
    href,
    scope: scopeOf(span, { weekday, hour }),
    name: metric,
    at: `hours, ${metric}`,
  }));

const ofPoints = (points: ReturnType<typeof linkPoints>, scope: Partial<PlainScope>): Expected[] =>
  points.flatMap((point) => {
    const { day: own, lastDay, hour, calls, href } = point;
    const { previousDay, previousLastDay, previousUntil, previousCalls, previousHref } = point;
    const at = `point ${own} ${hour ?? ""}`;
    const place = hour === null ? scope : { ...scope, hour };
    return [
      ...(href
        ? [{ value: calls, href, scope: scopeOf({ from: own, to: lastDay }, place), name: "calls" as const, at }]
        : []),
      ...(previousHref && previousDay && previousLastDay
        ? [
            {
              value: previousCalls,
              href: previousHref,
              scope: scopeOf({ from: previousDay, to: previousLastDay, until: previousUntil }, place),
              name: "calls" as const,
              at: `${at}then`,
            },
          ]
        : []),
    ];
  });

const ofLinked = (
  totals: readonly { value: number; href: string }[],
  names: readonly PlainName[],
  scope: PlainScope,
  at: string,
): Expected[] =>
  totals.map(({ value, href }, index) => ({
    value,
    href,
    scope,
    name: names[index] ?? "calls",
    at: `${at} ${names[index]}`,
  }));

const funnelNames: PlainName[] = ["calls", "answered", "leads", "asked", "demo"];
const outcomeNames = callOutcomes.map((outcome) => `outcome_${outcome}` as const);

test("every metric of the overview is its list, and what plain SQL counts", async () => {
  await fc.assert(
    fc.asyncProperty(tenantIndex, days, fc.constantFrom(...countedByHour), async (index, span, metric) => {
      const tenant = tenants[index] ?? fail();
      const check = createChecker(tenant);
      const compared = comparedAt(tenant, { range: "custom", ...span });
      const { range } = compared;
      const overview = await getOverview(tenant.ctx, compared);
      const { current, bestAgent } = overview;
      const scope = scopeOf(span);
      const names = Object.keys(metrics).filter((name): name is MetricName => name in metrics);
      const origins = originMetrics(range, current);
      const expected: Expected[] = [
        ...names.map((name) => ({
          value: metrics[name].of(current),
          href: metricHref(range, {}, name),
          scope,
          name,
          at: name,
        })),
        ...names.map((name) => ({
          value: metrics[name].of(overview.previous),
          href: metricHref(comparedRanges(compared).otherRange, {}, name),
          scope: scopeOf(compared.comparison),
          name,
          at: `${name} then`,
        })),
        ...ofPoints(linkPoints(overview.points, {}), {}),
        ...ofLinked(temperatureMetrics(range, {}, current), leadTemperatures, scope, "temperature"),
        ...ofLinked(askedMetrics(range, {}, current), ctas, scope, "asked for"),
        ...ofLinked(callFunnel(range, {}, current), funnelNames, scope, "funnel"),
        ...callSources.map((source, place) => ({
          ...(origins[place] ?? fail()),
          scope: { ...scope, source },
          name: "calls" as const,
          at: source,
        })),
        ...callDirections.map((direction, place) => ({
          ...(origins[3 + place] ?? fail()),
          scope: { ...scope, direction },
          name: "calls" as const,
          at: direction,
        })),
        ...ofGrid(weekGrid(range, overview.hours, metric), span, metric),
        ...(bestAgent
          ? (["calls", "leads", "qualified", "cost"] as const).map((name) => ({
              value: metrics[name].of(bestAgent.totals),
              href: metricHref(range, { agent: bestAgent.id }, name),
              scope: { ...scope, agent: bestAgent.id },
              name,
              at: `best agent, ${name}`,
            }))
          : []),
      ];
      for (const each of expected) await check(each);
    }),
    someRuns(3),
  );
}, 120_000);

test("every metric of the analytics, in both periods, is its list, what plain SQL counts, and what the file says", async () => {
  const comparison = fc.oneof(
    fc.constant({}),
    fc.constant({ vs: "year" }),
    fc.constant({ vs: "previous" }),
    days.map(({ from, to }) => ({ vs: "custom", vsFrom: from, vsTo: to })),
  );
  await fc.assert(
    fc.asyncProperty(
      tenantIndex,
      days,
      comparison,
      filters,
      fc.constantFrom(...countedByHour),
      fc.constantFrom(...granularities),
      async (index, span, vs, narrowed, metric, by) => {
        const tenant = tenants[index] ?? fail();
        const check = createChecker(tenant);
        const now = localNow(tenant.timezone, tenant.ctx.clock.now());
        const asked = {
          range: "custom",
          ...span,
          ...vs,
          ...narrowed,
          by,
          agent: narrowed.agent === undefined ? undefined : tenant.agentIds[narrowed.agent],
        };
        const query = parseAnalyticsQuery(asked, now);
        expect(query.notices).toEqual([]);
        expect(parseAnalyticsQuery(Object.fromEntries(new URLSearchParams(analyticsSearch(query))), now)).toEqual(
          query,
        );
        const analytics = await getAnalytics(tenant.ctx, { query });
        const { range, comparison: other } = query;
        const own = query.filters;
        const total = totalOf(analytics);
        const points = pairSlices(analytics.current.slices, analytics.other.slices, { comparison: other, now });
        const rowsOf = (row: BreakdownRow, more: Partial<PlainScope>) =>
          ofCells(cellsOf(row, comparedRanges(query)), { ...own, ...more }, range, other, row.label);
        const expected: Expected[] = [
          ...rowsOf(total, {}),
          ...shownDimensions.flatMap((name) =>
            breakdownOf(analytics, name).flatMap((row) => rowsOf(row, { [name]: row.key })),
          ),
          ...ofPoints(linkPoints(points, { ...own }), own),
          ...ofLinked(
            qualifiedFunnel(range, { ...own }, total.current),
            [...funnelNames.slice(0, 4), "askedQualified"],
            scopeOf(span, own),
            "funnel",
          ),
          ...ofLinked(askedMetrics(range, { ...own }, total.current), ctas, scopeOf(span, own), "asked for"),
          ...ofGrid(weekGrid(range, analytics.hours, metric), span, metric),
        ];
        for (const each of expected) await check(each);
        expect(points.reduce((sum, { calls }) => sum + (calls ?? 0), 0)).toBe(total.current.calls);
        expectFileToSayTheSame(analytics, query);
      },
    ),
    someRuns(3),
  );
}, 240_000);

function expectFileToSayTheSame(analytics: Awaited<ReturnType<typeof getAnalytics>>, query: AnalyticsQuery) {
  const read = (name: Parameters<typeof analyticsTable>[1]) => {
    const { header, lines } = analyticsTable(analytics, name);
    return Papa.parse<string[]>([header, ...lines].map(csvLine).join(""), { skipEmptyLines: true }).data.slice(1);
  };
  const text = (value: number | null) => (value === null ? "" : String(value));
  for (const name of shownDimensions) {
    const shown = [...breakdownOf(analytics, name), totalOf(analytics)].map((row) => [
      row.label,
      text(row.rank),
      ...cellsOf(row, comparedRanges(query)).flatMap(({ value, other }) => [text(value), text(other)]),
    ]);
    expect(read(name)).toEqual(shown);
  }
  expect(read("periods").map(([, value, other]) => [value, other])).toEqual(
    cellsOf(totalOf(analytics), comparedRanges(query)).map(({ value, other }) => [text(value), text(other)]),
  );
  const grids = countedByHour.map((metric) => weekGrid(query.range, analytics.hours, metric).flat());
  expect(read("hours").map(([, , ...values]) => values)).toEqual(
    Array.from({ length: 168 }, (_, place) => grids.map((grid) => text(grid[place]?.value ?? null))),
  );
}

test("every metric of the agents' pages is its list, and what plain SQL counts", async () => {
  await fc.assert(
    fc.asyncProperty(tenantIndex, fc.nat(2), days, async (index, place, span) => {
      const tenant = tenants[index] ?? fail();
      const check = createChecker(tenant);
      const id = tenant.agentIds[place] ?? fail();
      const compared = comparedAt(tenant, { range: "custom", ...span });
      const { range, comparison: before } = compared;
      await setAgentTarget(tenant.ctx, {
        agentId: id,
        type: "monthly",
        day: span.from,
        calls: "3",
        leads: "2",
        successRate: "50",
        conversionRate: "9",
      });

      const list = await listAgentMetrics(tenant.ctx, compared);
      const listed = list.agents.map((agent) =>
        cellsOf(
          { scope: { agent: agent.id }, current: agent.current, other: agent.previous },
          comparedRanges(compared),
          shownIn.agents,
        ),
      );
      const expected = listed.flatMap((cells, row) =>
        ofCells(cells, { agent: list.agents[row]?.id }, range, before, `list, ${row}`),
      );
      expect(agentTable(list, parseAgentSort({})).lines.map((line) => line.slice(4))).toEqual(
        listed.map((cells) => cells.flatMap(({ value, other }) => [value, other])),
      );

      const page = await getAgentMetrics(tenant.ctx, { id, ...compared });
      const scope = scopeOf(span, { agent: id });
      for (const { key, days: own, cells } of agentPeriods(page))
        expected.push(...ofCells(cells, { agent: id }, own ?? everyDay, key === "period" ? before : null, key));
      expected.push(
        ...ofPoints(agentPoints(page), { agent: id }),
        ...ofLinked(outcomeMetrics(range, { agent: id }, page.current), outcomeNames, scope, "outcome"),
        ...ofLinked(temperatureMetrics(range, { agent: id }, page.current), leadTemperatures, scope, "temperature"),
        ...page.trends.flatMap((trend) =>
          ofCells(trendMetrics(id, trend), { agent: id }, trend, trend.comparison, `trend ${trend.type}`),
        ),
        ...page.targets.flatMap((target) =>
          targetMetrics(id, target)
            .filter(({ unit }) => unit === "")
            .map(({ label, actual, href }) => ({
              value: actual,
              href,
              scope: scopeOf(target, { agent: id }),
              name: label === "Calls" ? ("calls" as const) : ("leads" as const),
              at: `target, ${label}`,
            })),
        ),
      );
      for (const each of expected) await check(each);
      expect(page.scores.find(({ name }) => name === "total")?.count).toBe(page.current.leads);
    }),
    someRuns(4),
  );
}, 240_000);

test("while a period runs, every metric it is compared with is its list up to the same time of day", async () => {
  // A week, a day and a year after moments around which days and clocks change.
  const moments = ["2026-11-08T04:35:00Z", "2026-11-01T00:50:00Z", "2026-11-01T01:20:00Z", "2026-10-03T14:10:00Z"];
  const chosen = fc.record({
    range: fc.constantFrom("today", "7d", "30d"),
    vs: fc.constantFrom("weekdays", "previous"),
  });
  await fc.assert(
    fc.asyncProperty(tenantIndex, fc.constantFrom(...moments), chosen, fc.nat(2), async (index, at, params, place) => {
      const base = tenants[index] ?? fail();
      const ctx = tenantContext(harness.db, base.userId, { timezone: base.timezone, now: at });
      const tenant = { ...base, ctx };
      const check = createChecker(tenant);
      const compared = comparedAt(tenant, params);
      const { range, comparison } = compared;
      expect(comparison.until).not.toBeNull();
      const id = tenant.agentIds[place] ?? fail();
      const overview = await getOverview(ctx, compared);
      const page = await getAgentMetrics(ctx, { id, ...compared });
      const query = parseAnalyticsQuery({ ...params, source: "phone" }, localNow(tenant.timezone, ctx.clock.now()));
      const analytics = await getAnalytics(ctx, { query });
      const expected = [
        ...ofCells(
          cellsOf({ scope: {}, current: overview.current, other: overview.previous }, comparedRanges(compared)),
          {},
          range,
          comparison,
          "overview",
        ),
        ...ofPoints(linkPoints(overview.points, {}), {}),
        ...ofCells(agentPeriods(page)[0]?.cells ?? [], { agent: id }, range, comparison, "agent"),
        ...ofPoints(agentPoints(page), { agent: id }),
        ...page.trends.flatMap((trend) =>
          ofCells(trendMetrics(id, trend), { agent: id }, trend, trend.comparison, `trend ${trend.type}`),
        ),
        ...ofCells(
          cellsOf(totalOf(analytics), comparedRanges(query)),
          { source: "phone" },
          range,
          comparison,
          "analytics",
        ),
      ];
      for (const each of expected) await check(each);
    }),
    someRuns(8),
  );
}, 240_000);

const everyDay: Span = { from: "2000-01-01", to: "2199-12-31" };

test("a metric that leads to other calls than it counts is found", async () => {
  const tenant = tenants[0] ?? fail();
  const check = createChecker(tenant);
  const span = { from: "2026-10-01", to: "2026-11-05" };
  const compared = comparedAt(tenant, { range: "custom", ...span });
  const { range } = compared;
  const { current } = await getOverview(tenant.ctx, compared);
  const right = {
    value: current.leads,
    href: metricHref(range, {}, "leads"),
    scope: scopeOf(span),
    name: "leads",
    at: "leads",
  } as const;
  await check(right);
  const shifted = comparedAt(tenant, { range: "custom", from: addDays(span.from, 1), to: span.to }).range;
  for (const wrong of [
    { ...right, href: metricHref(range, {}, "qualified") },
    { ...right, href: metricHref(shifted, {}, "calls") },
    { ...right, value: current.leads + 1 },
    { ...right, href: `${right.href}&hour=24` },
  ]) {
    await expect(check(wrong)).rejects.toThrow();
  }
});

function fail(message = "There is no such tenant or agent"): never {
  throw new Error(message);
}
