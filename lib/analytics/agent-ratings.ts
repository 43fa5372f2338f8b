import { isCounted } from "@/lib/calls/counted-statuses";
import { callStatuses } from "@/lib/calls/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Days } from "./read-segments";

const ratingNames = ["quality", "satisfaction"] as const;
export type RatingName = (typeof ratingNames)[number];

/** The mean of a rating, 1 to 10, over the calls that have it; null when none has. */
export type AgentRating = { name: RatingName; average: number | null; count: number };

/** An index has the ratings, and not whether a call is counted; calls that are not are few, and have an index of their own. */
const uncounted = callStatuses.filter((status) => !isCounted(status));

type AgentDays = { userId: string; agentId: string; range: Days };

/** How well an agent's calls of a period went, by the ratings of their outcomes; of the calls that every figure counts. */
export async function readAgentRatings(tx: Transaction, { userId, agentId, range }: AgentDays): Promise<AgentRating[]> {
  const { rows } = await tx.query<Record<string, number | null>>(
    `SELECT avg(o.call_quality_score)::float8 AS quality, count(o.call_quality_score)::integer AS quality_count,
            avg(o.customer_satisfaction)::float8 AS satisfaction, count(o.customer_satisfaction)::integer AS satisfaction_count
       FROM agent_call_outcomes o
      WHERE o.user_id = $1 AND o.agent_id = $2 AND o.call_date BETWEEN $3::date AND $4::date
        AND (o.call_quality_score IS NOT NULL OR o.customer_satisfaction IS NOT NULL)
        AND o.call_id NOT IN (SELECT c.id FROM calls c WHERE c.user_id = $1 AND c.status = ANY ($5::varchar[]))`,
    [userId, agentId, range.from, range.to, uncounted],
  );
  return ratingNames.map((name) => ({
    name,
    average: rows[0]?.[name] ?? null,
    count: rows[0]?.[`${name}_count`] ?? 0,
  }));
}
