import type { Transaction } from "@/lib/db/transaction";
import { readSegments } from "@/lib/metrics/read-segments";
import type { Tenant } from "@/lib/metrics/totals";
import { addSegments, type SegmentTotals } from "@/lib/metrics/totals";
import { type Comparison, comparedWith, comparedWithPeriod, type Span } from "@/lib/platform/date-range/comparison";
import { addDays } from "@/lib/platform/date-range/days";
import type { LocalNow } from "@/lib/platform/date-range/local-now";
import { oneOf } from "@/lib/platform/one-of";
import { firstDayOf } from "../period-days";
import { type PeriodType, periodTypes } from "../period-type";

/** An agent's newest period of a type beside the one it is compared with, and the agent's place among all in it. */
export type AgentTrend = Span & {
  type: PeriodType;
  comparison: Comparison;
  /** Whether the period is not over yet: then it is compared with the same part of the one before. */
  isRunning: boolean;
  current: SegmentTotals;
  previous: SegmentTotals;
  rank: number;
  /** How many agents had a call or a lead in the period. */
  ranked: number;
};

type Newest = Span & Pick<AgentTrend, "type" | "rank" | "ranked">;

type TrendsOf = { tenant: Tenant; agentId: string; until: string; now: LocalNow };

/**
 * The newest trend of each type that begins on a day or before it. Ranks follow their calls within the hour; the metrics are counted now,
 * because what is compared while a period runs changes by the minute.
 */
export async function readAgentTrends(
  tx: Transaction,
  { tenant, agentId, until, now }: TrendsOf,
): Promise<AgentTrend[]> {
  const rows = await readNewest(tx, { userId: tenant.userId, agentId, until });
  const compared = rows.map((row) => ({ ...row, comparison: comparisonOfPeriod(row.type, row, now) }));
  const found = await readSegments(tx, tenant, {
    periods: compared.flatMap(({ from, to, comparison }) => [{ from, to }, comparison]),
    periodsByDay: 0,
    filters: { agent: agentId },
  });
  const totalsAt = (index: number) => addSegments((found[index]?.segments ?? []).map(({ totals }) => totals));
  const place = ({ type }: Newest) => periodTypes.indexOf(type);
  return compared
    .map((row, index) => ({
      ...row,
      isRunning: row.from <= now.day && now.day <= row.to,
      current: totalsAt(2 * index),
      previous: totalsAt(2 * index + 1),
    }))
    .sort((a, b) => place(a) - place(b));
}

async function readNewest(
  { kysely }: Transaction,
  { userId, agentId, until }: { userId: string; agentId: string; until: string },
): Promise<Newest[]> {
  const rows = await kysely
    .selectFrom("agent_performance_trends as t")
    .distinctOn("t.period_type")
    .select((eb) => [
      "t.period_type as type",
      "t.period_start as from",
      "t.period_end as to",
      "t.performance_rank as rank",
      eb
        .selectFrom("agent_performance_trends as o")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .whereRef("o.user_id", "=", "t.user_id")
        .whereRef("o.period_type", "=", "t.period_type")
        .whereRef("o.period_start", "=", "t.period_start")
        .$asScalar()
        .$notNull()
        .as("ranked"),
    ])
    .where("t.user_id", "=", userId)
    .where("t.agent_id", "=", agentId)
    .where("t.period_start", "<=", until)
    .orderBy("t.period_type")
    .orderBy("t.period_start", "desc")
    .execute();
  return rows.map((row) => ({ ...row, type: oneOf(periodTypes, row.type) }));
}

/** A day is compared with the same weekday before it, a week, month or quarter with the one before; a running one with its same part. */
function comparisonOfPeriod(type: PeriodType, period: Span, now: LocalNow): Comparison {
  if (type === "daily") return comparedWith(period, "weekdays", now);
  const lastDay = addDays(period.from, -1);
  return comparedWithPeriod(period, { from: firstDayOf(type, lastDay), to: lastDay }, now);
}
