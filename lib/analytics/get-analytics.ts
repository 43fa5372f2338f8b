import { type AgentOption, listAgents } from "@/lib/agents/list-agents";
import type { Context } from "@/lib/db/context";
import type { FigureKey } from "@/lib/db/figure-cache";
import { requirePermission } from "@/lib/db/require-permission";
import { eachDay } from "@/lib/platform/date-range/days";
import type { AnalyticsQuery } from "./analytics-query";
import { noSegmentFigures } from "./figures";
import { type Days, readSegments, type SegmentDay, type SegmentRow } from "./read-segments";
import { readWeekHours, type WeekHour } from "./read-week-hours";

/** One of two periods: its segments, and each of its days, also those without calls. */
export type AnalyticsPeriod = { segments: SegmentRow[]; days: SegmentDay[] };

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

/** All figures of the analytics: two periods by agent, source and direction from daily rollups; from memory while nothing changes. */
export async function getAnalytics(ctx: Context, { query }: { query: AnalyticsQuery }): Promise<Analytics> {
  const { userId, timezone } = requirePermission(ctx, "analytics.read");
  const { range, comparison, filters } = query;
  const read = () => readFigures(ctx, userId, query);
  const key: FigureKey<Awaited<ReturnType<typeof read>>> = `analytics ${JSON.stringify([
    range.from,
    range.to,
    comparison.from,
    comparison.to,
    filters.agent,
    filters.source,
    filters.direction,
    timezone,
  ])}`;
  const [figures, agents] = await Promise.all([
    ctx.figures ? ctx.figures.remember(userId, key, read) : read(),
    listAgents(ctx),
  ]);
  return { query, timezone, agents, ...figures };
}

async function readFigures(ctx: Context, userId: string, { range, comparison, filters }: AnalyticsQuery) {
  const asOf = ctx.clock.now().toISOString();
  return ctx.db.tenant(userId, async (tx) => {
    const [current, other] = await readSegments(tx, userId, { periods: [range, comparison], filters });
    return {
      current: withEveryDay(current, range),
      other: withEveryDay(other, comparison),
      hours: await readWeekHours(tx, userId, range),
      asOf,
    };
  });
}

function withEveryDay(period: AnalyticsPeriod | undefined, { from, to }: Days): AnalyticsPeriod {
  const found = new Map(period?.days.map(({ day, figures }) => [day, figures]));
  return {
    segments: period?.segments ?? [],
    days: eachDay(from, to).map((day) => ({ day, figures: found.get(day) ?? noSegmentFigures })),
  };
}
