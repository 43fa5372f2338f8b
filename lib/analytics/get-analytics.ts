import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { type AgentOption, listAgents } from "@/lib/agents/list-agents";
import type { MetricKey } from "@/lib/live/metric-cache";
import { dimensionNames } from "@/lib/metrics/dimensions";
import { readSegments, type SegmentDay, type SegmentPeriod } from "@/lib/metrics/read-segments";
import type { Days, SegmentRow, Tenant } from "@/lib/metrics/totals";
import type { Comparison } from "@/lib/platform/date-range/comparison";
import type { AnalyticsQuery } from "./analytics-query";
import type { CallsSlice } from "./pair-slices";
import { readCallSlices } from "./read-call-slices";
import { readSourceSlices, type SourceSlice } from "./read-source-slices";
import { readWeekHours, type WeekHour } from "./read-week-hours";
import { counterparts, sliceDays } from "./slice-days";

/** One of two periods: its segments, and the calls of each of its days, weeks or months, also where there are none. */
export type AnalyticsPeriod = { segments: SegmentRow[]; slices: CallsSlice[] };

/** A period's metrics beside those of another one. Instants are ISO 8601 in UTC. */
export type Analytics = {
  query: AnalyticsQuery;
  timezone: string;
  agents: AgentOption[];
  current: AnalyticsPeriod;
  other: AnalyticsPeriod;
  /** What each slice of the period had, by source. */
  sources: SourceSlice[];
  /** For the whole account, regardless of filters. */
  hours: WeekHour[];
  asOf: string;
};

/** All data of Analytics: two periods by each dimension from daily rollups; cached while nothing changes. */
export async function getAnalytics(ctx: Context, { query }: { query: AnalyticsQuery }): Promise<Analytics> {
  const { userId, timezone } = requirePermission(ctx, "analytics.read");
  const { range, comparison, filters, granularity } = query;
  const read = () => readMetrics(ctx, { userId, timezone }, query);
  const key: MetricKey<Awaited<ReturnType<typeof read>>> = `analytics ${JSON.stringify([
    range.from,
    range.to,
    comparison.from,
    comparison.to,
    comparison.until,
    granularity,
    ...dimensionNames.map((name) => filters[name]),
    timezone,
  ])}`;
  const [totals, agents] = await Promise.all([
    ctx.metricCache ? ctx.metricCache.remember(userId, key, read) : read(),
    listAgents(ctx),
  ]);
  return { query, timezone, agents, ...totals };
}

async function readMetrics(ctx: Context, tenant: Tenant, query: AnalyticsQuery) {
  const { range, comparison, filters, granularity } = query;
  const asOf = ctx.clock.now().toISOString();
  const isByDay = granularity === "day";
  return ctx.db.tenant(tenant.userId, async (tx) => {
    const [current, other] = await readSegments(tx, tenant, {
      periods: [range, comparison],
      periodsByDay: isByDay ? 2 : 0,
      filters,
    });
    const slices = sliceDays(range, granularity);
    const others = counterparts(slices, range, comparison);
    const read = (period: SegmentPeriod | undefined, own: Days[]) =>
      isByDay ? fill(own, period?.days ?? []) : readCallSlices(tx, tenant, own, filters);
    return {
      current: { segments: current?.segments ?? [], slices: await read(current, slices) },
      other: { segments: other?.segments ?? [], slices: await read(other, withUntil(others, comparison)) },
      sources: await readSourceSlices(tx, tenant.userId, slices, filters),
      hours: await readWeekHours(tx, tenant.userId, range),
      asOf,
    };
  });
}

function fill(slices: readonly Days[], known: readonly SegmentDay[]): CallsSlice[] {
  const found = new Map(known.map(({ day, totals }) => [day, totals.calls]));
  return slices.map(({ from, to }) => ({ from, to, calls: found.get(from) ?? 0 }));
}

function withUntil(slices: readonly Days[], { to, until }: Comparison): Days[] {
  return slices.map((slice) => (slice.to === to ? { ...slice, until } : slice));
}
