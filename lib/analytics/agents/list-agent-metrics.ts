import { sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { ranksOf } from "@/lib/metrics/ranks-of";
import { readSegments } from "@/lib/metrics/read-segments";
import type { SegmentRow } from "@/lib/metrics/totals";
import { addSegments, type SegmentTotals } from "@/lib/metrics/totals";
import type { ComparedRange } from "@/lib/platform/date-range/resolve-compared";
import type { DateRange } from "@/lib/platform/date-range/schema";

/** An agent with what it did in a period and the one it is compared with. Instants are ISO 8601 in UTC. */
export type AgentMetrics = {
  id: string;
  name: string;
  isActive: boolean;
  lastCallAt: string | null;
  current: SegmentTotals;
  previous: SegmentTotals;
  /** Calls of equal parts of the period, the first days first. */
  callSeries: number[];
  /** Rank by qualified leads, then leads, then successful calls; null without calls and leads. */
  rank: number | null;
};

export type AgentList = ComparedRange & { timezone: string; agents: AgentMetrics[]; asOf: string };

const seriesPartsMax = 30;
const agentsMax = 500;

/** Every agent of the tenant with its metrics of a period, best first, from daily rollups. */
export async function listAgentMetrics(ctx: Context, { range, comparison }: ComparedRange): Promise<AgentList> {
  const { userId, timezone } = requirePermission(ctx, "analytics.read");
  const asOf = ctx.clock.now().toISOString();
  return ctx.db.tenant(userId, async (tx) => {
    const agents = await readAgents(tx, userId);
    const series = await readCallSeries(tx, userId, range);
    const [current, previous] = await readSegments(
      tx,
      { userId, timezone },
      {
        periods: [range, comparison],
        periodsByDay: 0,
        filters: {},
      },
    );
    const found = agents.map((agent) => ({
      ...agent,
      current: sumOf(current?.segments, agent.id),
      previous: sumOf(previous?.segments, agent.id),
      callSeries: series.get(agent.id) ?? Array.from({ length: Math.min(seriesPartsMax, range.days) }, () => 0),
    }));
    const ranks = ranksOf(found.map(({ current: totals }) => totals));
    const ranked = found.map((agent, index) => ({ ...agent, rank: ranks[index] ?? null }));
    const place = ({ rank }: { rank: number | null }) => rank ?? Number.POSITIVE_INFINITY;
    const sorted = ranked.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
    return { range, comparison, timezone, agents: sorted, asOf };
  });
}

function sumOf(segments: readonly SegmentRow[] | undefined, id: string): SegmentTotals {
  return addSegments((segments ?? []).filter(({ agentId }) => agentId === id).map(({ totals }) => totals));
}

async function readAgents({ kysely }: Transaction, userId: string) {
  const agents = await kysely
    .selectFrom((eb) =>
      eb
        .selectFrom("agents")
        .select(["id", "name", "is_active"])
        .where("user_id", "=", userId)
        .orderBy("is_active", "desc")
        .orderBy("name")
        .orderBy("id")
        .limit(agentsMax)
        .as("a"),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("calls")
          .select("started_at")
          .whereRef("agent_id", "=", "a.id")
          .where("user_id", "=", userId)
          .orderBy("started_at", "desc")
          .orderBy("id", "desc")
          .limit(1)
          .as("c"),
      (join) => join.onTrue(),
    )
    .select(["a.id", "a.name", "a.is_active as isActive", "c.started_at as lastCallAt"])
    .orderBy("a.is_active", "desc")
    .orderBy("a.name")
    .orderBy("a.id")
    .execute();
  return agents.map((agent) => ({ ...agent, lastCallAt: agent.lastCallAt?.toISOString() ?? null }));
}

/** Calls of each agent by part of the period, so that a year of many agents is no more to send than a month. */
async function readCallSeries({ kysely }: Transaction, userId: string, { from, to, days }: DateRange) {
  const parts = Math.min(seriesPartsMax, days);
  const rows = await kysely
    .selectFrom("agent_analytics")
    .select(({ cast, fn }) => [
      "agent_id as agentId",
      sql<number>`(date - ${from}::date) * ${parts}::integer / ${days}::integer`.as("part"),
      cast<number>(fn.sum("total_calls"), "integer").as("calls"),
    ])
    .where("user_id", "=", userId)
    .where("date", ">=", from)
    .where("date", "<=", to)
    .groupBy(["agentId", "part"])
    .execute();
  const series = new Map<string, number[]>();
  for (const { agentId, part, calls } of rows) {
    const callSeries = series.get(agentId) ?? Array.from({ length: parts }, () => 0);
    callSeries[part] = calls;
    series.set(agentId, callSeries);
  }
  return series;
}
