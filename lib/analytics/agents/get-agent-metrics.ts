import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { readSegments, type SegmentDay } from "@/lib/metrics/read-segments";
import { addSegments, noSegmentTotals, type SegmentTotals } from "@/lib/metrics/totals";
import { eachDay } from "@/lib/platform/date-range/days";
import { localNow } from "@/lib/platform/date-range/local-now";
import type { ComparedRange } from "@/lib/platform/date-range/resolve-compared";
import { AppError } from "@/lib/platform/errors";
import { firstDayOf } from "../period-days";
import { type AgentRating, readAgentRatings } from "./agent-ratings";
import { type AgentScore, readAgentScores } from "./agent-scores";
import { type AgentTarget, readAgentTargets } from "./agent-targets";
import { type AgentTrend, readAgentTrends } from "./agent-trends";

/** Everything that is kept of an agent. Instants are ISO 8601 in UTC. */
export type AgentPage = ComparedRange & {
  agent: { id: string; name: string; isActive: boolean; description: string | null; lastCallAt: string | null };
  timezone: string;
  today: string;
  current: SegmentTotals;
  previous: SegmentTotals;
  days: SegmentDay[];
  previousDays: SegmentDay[];
  ofToday: SegmentTotals;
  ofMonth: SegmentTotals;
  ofLifetime: SegmentTotals;
  scores: AgentScore[];
  ratings: AgentRating[];
  trends: AgentTrend[];
  targets: AgentTarget[];
  asOf: string;
};

const firstDay = "2000-01-01";
const lastDay = "2199-12-31";

/**
 * An agent with its metrics of a period, of today, of this month and of its life, all from daily rollups.
 * @throws AppError NOT_FOUND for an id that is malformed, missing or another tenant's.
 */
export async function getAgentMetrics(ctx: Context, input: { id: string } & ComparedRange): Promise<AgentPage> {
  const { userId, timezone } = requirePermission(ctx, "analytics.read");
  const id = z.uuid().safeParse(input.id);
  if (!id.success) throw agentNotFound();
  const { range, comparison } = input;
  const asOf = ctx.clock.now();
  const now = localNow(timezone, asOf);
  const today = now.day;
  const tenant = { userId, timezone };
  return ctx.db.tenant(userId, async (tx) => {
    const agent = await findAgent(tx, userId, id.data);
    if (!agent) throw agentNotFound();
    const periods = [
      range,
      comparison,
      { from: today, to: today },
      { from: firstDayOf("monthly", today), to: today },
      { from: firstDay, to: lastDay },
    ];
    const found = await readSegments(tx, tenant, { periods, periodsByDay: 2, filters: { agent: agent.id } });
    const sum = (index: number) => addSegments((found[index]?.segments ?? []).map(({ totals }) => totals));
    const daysOf = (index: number, from: string, to: string) => {
      const known = new Map(found[index]?.days.map(({ day, totals }) => [day, totals]));
      return eachDay(from, to).map((day) => ({ day, totals: known.get(day) ?? noSegmentTotals }));
    };
    return {
      agent,
      range,
      comparison,
      timezone,
      today,
      current: sum(0),
      previous: sum(1),
      days: daysOf(0, range.from, range.to),
      previousDays: daysOf(1, comparison.from, comparison.to),
      ofToday: sum(2),
      ofMonth: sum(3),
      ofLifetime: sum(4),
      scores: await readAgentScores(tx, { userId, agentId: agent.id, range }),
      ratings: await readAgentRatings(tx, { userId, agentId: agent.id, range }),
      trends: await readAgentTrends(tx, { tenant, agentId: agent.id, until: range.to, now }),
      targets: await readAgentTargets(tx, { userId, agentId: agent.id }),
      asOf: asOf.toISOString(),
    };
  });
}

async function findAgent({ kysely }: Transaction, userId: string, id: string) {
  const agent = await kysely
    .selectFrom("agents as a")
    .select((eb) => [
      "a.id",
      "a.name",
      "a.description",
      "a.is_active as isActive",
      eb
        .selectFrom("calls as c")
        .select("c.started_at")
        .whereRef("c.agent_id", "=", "a.id")
        .where("c.user_id", "=", userId)
        .orderBy("c.started_at", "desc")
        .orderBy("c.id", "desc")
        .limit(1)
        .as("lastCallAt"),
    ])
    .where("a.user_id", "=", userId)
    .where("a.id", "=", id)
    .executeTakeFirst();
  return agent && { ...agent, lastCallAt: agent.lastCallAt?.toISOString() ?? null };
}

export function agentNotFound(): AppError {
  return new AppError("NOT_FOUND", "There is no such agent.");
}
