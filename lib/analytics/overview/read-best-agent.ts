import { sql } from "kysely";
import { functionValue } from "@/lib/db/function-value";
import type { Transaction } from "@/lib/db/transaction";
import { periodColumns } from "@/lib/metrics/period-columns";
import { totalNames } from "@/lib/metrics/period-totals";
import type { Days } from "@/lib/metrics/totals";
import type { BestAgent } from "./overview";

/** The best agent of a period by the rule of `find_best_agent`, which `user_kpi_summary` also uses; null while none has ten calls. */
export async function readBestAgent(
  { kysely }: Transaction,
  userId: string,
  { from, to }: Days,
): Promise<BestAgent | null> {
  const best = await kysely
    .selectFrom("agents as a")
    .innerJoin("agent_analytics as d", (join) =>
      join.onRef("d.agent_id", "=", "a.id").onRef("d.user_id", "=", "a.user_id"),
    )
    .select(["a.id as agentId", "a.name"])
    .select(totalNames.map((name) => sql<number>`sum(${sql.ref(`d.${periodColumns[name]}`)})::integer`.as(name)))
    .where("a.user_id", "=", userId)
    .where("a.id", "=", functionValue("find_best_agent", { tenant: userId, first_day: from, last_day: to }))
    .where("d.date", ">=", from)
    .where("d.date", "<=", to)
    .where("d.hour", "is", null)
    .groupBy(["a.id", "a.name"])
    .executeTakeFirst();
  if (!best) return null;
  const { agentId, name, ...totals } = best;
  return { id: agentId, name, totals };
}
