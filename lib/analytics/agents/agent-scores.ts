import type { Transaction } from "@/lib/db/transaction";
import type { Days } from "@/lib/metrics/totals";

export const scoreNames = ["total", "intent", "urgency", "budget", "fit", "engagement"] as const;
export type ScoreName = (typeof scoreNames)[number];

/** The mean of a score, 0 to 100, over the leads that have it; null when none has. */
export type AgentScore = { name: ScoreName; average: number | null; count: number };

type AgentDays = { userId: string; agentId: string; range: Days };

/** The six scores of an agent's leads in a period, from sums and counts of its days. */
export async function readAgentScores(
  { kysely }: Transaction,
  { userId, agentId, range }: AgentDays,
): Promise<AgentScore[]> {
  const found = await kysely
    .selectFrom("agent_analytics")
    .select(({ cast, fn }) =>
      scoreNames.flatMap((name) => [
        cast<number | null>(fn.sum(`${name}_score_sum`), "float8").as(`${name}_sum` as const),
        cast<number | null>(fn.sum(`${name}_score_count`), "integer").as(`${name}_count` as const),
      ]),
    )
    .where("user_id", "=", userId)
    .where("agent_id", "=", agentId)
    .where("date", ">=", range.from)
    .where("date", "<=", range.to)
    .where("hour", "is", null)
    .executeTakeFirstOrThrow();
  return scoreNames.map((name) => {
    const count = found[`${name}_count`] ?? 0;
    return { name, count, average: count === 0 ? null : (found[`${name}_sum`] ?? 0) / count };
  });
}
