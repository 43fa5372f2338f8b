import type { Transaction } from "@/lib/db/transaction";
import type { Days } from "./read-segments";

export const scoreNames = ["total", "intent", "urgency", "budget", "fit", "engagement"] as const;
export type ScoreName = (typeof scoreNames)[number];

/** The mean of a score, 0 to 100, over the leads that have it; null when none has. */
export type AgentScore = { name: ScoreName; average: number | null; count: number };

type AgentDays = { userId: string; agentId: string; range: Days };

const sums = scoreNames.map(
  (name) =>
    `coalesce(sum(${name}_score_sum), 0)::float8 AS ${name}_sum, coalesce(sum(${name}_score_count), 0)::integer AS ${name}_count`,
);

/** The six scores of an agent's leads in a period, from sums and counts of its days. */
export async function readAgentScores(tx: Transaction, { userId, agentId, range }: AgentDays): Promise<AgentScore[]> {
  const { rows } = await tx.query<Record<string, number>>(
    `SELECT ${sums.join(", ")} FROM agent_analytics
      WHERE user_id = $1 AND agent_id = $2 AND date BETWEEN $3::date AND $4::date AND hour IS NULL`,
    [userId, agentId, range.from, range.to],
  );
  return scoreNames.map((name) => {
    const count = rows[0]?.[`${name}_count`] ?? 0;
    return { name, count, average: count === 0 ? null : (rows[0]?.[`${name}_sum`] ?? 0) / count };
  });
}
