import { type AgentOption, listAgents } from "@/lib/agents/list-agents";
import type { Context } from "@/lib/db/context";
import type { FigureKey } from "@/lib/db/figure-cache";
import { requirePermission } from "@/lib/db/require-permission";
import { dimensionNames } from "@/lib/metrics/dimensions";
import type { Comparison } from "@/lib/platform/date-range/comparison";
import type { AnalyticsQuery } from "./analytics-query";
import type { CallsSlice } from "./pair-slices";
import { readCallSlices } from "./read-call-slices";
import {
  type Days,
  readSegments,
  type SegmentDay,
  type SegmentPeriod,
  type SegmentRow,
  type Tenant,
} from "./read-segments";
import { readWeekHours, type WeekHour } from "./read-week-hours";
import { counterparts, sliceDays } from "./slice-days";

/** One of two periods: its segments, and the calls of each of its days, weeks or months, also where there are none. */
export type AnalyticsPeriod = { segments: SegmentRow[]; slices: CallsSlice[] };

/** A period's figures beside those of another one. Instants are ISO 8601 in UTC. */
export type Analytics = {
  query: AnalyticsQuery;
  timezone: string;
  agents: AgentOption[];
  current: AnalyticsPeriod;
  other: AnalyticsPeriod;
  /** Of the whole account, whatever the filters. */
  hours: WeekHour[];
  asOf: string;
};

/** All figures of the analytics: two periods by each dimension from daily rollups; from memory while nothing changes. */
export async function getAnalytics(ctx: Context, { query }: { query: AnalyticsQuery }): Promise<Analytics> {
  const { userId, timezone } = requirePermission(ctx, "analytics.read");
  const { range, comparison, filters, granularity } = query;
  const read = () => readFigures(ctx, { userId, timezone }, query);
  const key: FigureKey<Awaited<ReturnType<typeof read>>> = `analytics ${JSON.stringify([
    range.from,
    range.to,
    comparison.from,
    comparison.to,
    comparison.until,
    granularity,
    ...dimensionNames.map((name) => filters[name]),
    timezone,
  ])}`;
  const [figures, agents] = await Promise.all([
    ctx.figures ? ctx.figures.remember(userId, key, read) : read(),
    listAgents(ctx),
  ]);
  return { query, timezone, agents, ...figures };
}

async function readFigures(ctx: Context, tenant: Tenant, query: AnalyticsQuery) {
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
      hours: await readWeekHours(tx, tenant.userId, range),
      asOf,
    };
  });
}

function fill(slices: readonly Days[], known: readonly SegmentDay[]): CallsSlice[] {
  const found = new Map(known.map(({ day, figures }) => [day, figures.calls]));
  return slices.map(({ from, to }) => ({ from, to, calls: found.get(from) ?? 0 }));
}

function withUntil(slices: readonly Days[], { to, until }: Comparison): Days[] {
  return slices.map((slice) => (slice.to === to ? { ...slice, until } : slice));
}
