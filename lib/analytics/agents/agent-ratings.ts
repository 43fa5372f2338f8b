import { callStatuses } from "@/lib/calls/schema";
import type { Transaction } from "@/lib/db/transaction";
import { isCounted } from "@/lib/metrics/counted-statuses";
import type { Days } from "@/lib/metrics/totals";

const ratingNames = ["quality", "satisfaction"] as const;
export type RatingName = (typeof ratingNames)[number];

/** The mean of a rating, 1 to 10, over the calls that have it; null when none has. */
export type AgentRating = { name: RatingName; average: number | null; count: number };

const ratingColumns = { quality: "o.call_quality_score", satisfaction: "o.customer_satisfaction" } as const;

/** The index of ratings does not contain whether a call is counted; uncounted calls are few, and have their own index. */
const uncounted = callStatuses.filter((status) => !isCounted(status));

type AgentDays = { userId: string; agentId: string; range: Days };

/** How well an agent's calls of a period went, by the ratings of their outcomes; of the calls that every metric counts. */
export async function readAgentRatings(
  { kysely }: Transaction,
  { userId, agentId, range }: AgentDays,
): Promise<AgentRating[]> {
  const found = await kysely
    .selectFrom("agent_call_outcomes as o")
    .select(({ cast, fn }) =>
      ratingNames.flatMap((name) => [
        cast<number | null>(fn.avg(ratingColumns[name]), "float8").as(`${name}_average` as const),
        fn.count<number>(ratingColumns[name]).as(`${name}_count` as const),
      ]),
    )
    .where("o.user_id", "=", userId)
    .where("o.agent_id", "=", agentId)
    .where("o.call_date", ">=", range.from)
    .where("o.call_date", "<=", range.to)
    .where((eb) => eb.or(ratingNames.map((name) => eb(ratingColumns[name], "is not", null))))
    .where(({ eb, selectFrom }) =>
      eb(
        "o.call_id",
        "not in",
        selectFrom("calls as c").select("c.id").where("c.user_id", "=", userId).where("c.status", "in", uncounted),
      ),
    )
    .executeTakeFirstOrThrow();
  return ratingNames.map((name) => ({
    name,
    average: found[`${name}_average`],
    count: found[`${name}_count`],
  }));
}
