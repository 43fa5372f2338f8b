import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { oneOf } from "@/lib/platform/one-of";
import { type PeriodType, periodTypes } from "../period-type";
import { goalColumns } from "./goal-columns";
import type { TargetGoals } from "./target-goals";

/** What an agent should reach in a period and what it has reached; rates are per cent, null where no goal is set. */
export type AgentTarget = TargetGoals & {
  id: string;
  type: PeriodType;
  from: string;
  to: string;
  actualCalls: number;
  actualSuccessfulCalls: number;
  actualLeads: number;
  actualSuccessRate: number | null;
  actualConversionRate: number | null;
  /** The mean share that has been reached, in per cent; none counts for more than 100. */
  achievement: number;
};

const targetsMax = 24;

/** An agent's newest targets that have a goal. */
export async function readAgentTargets(
  { kysely }: Transaction,
  { userId, agentId }: { userId: string; agentId: string },
): Promise<AgentTarget[]> {
  const targets = await kysely
    .selectFrom("agent_targets")
    .select([
      "id",
      "target_type as type",
      "target_date as from",
      "period_end as to",
      ...goalColumns,
      "actual_calls as actualCalls",
      "actual_successful_calls as actualSuccessfulCalls",
      "actual_leads as actualLeads",
      sql<number | null>`actual_success_rate::float8`.as("actualSuccessRate"),
      sql<number | null>`actual_conversion_rate::float8`.as("actualConversionRate"),
      sql<number>`achievement_percentage::float8`.as("achievement"),
    ])
    .where("user_id", "=", userId)
    .where("agent_id", "=", agentId)
    .where("achievement_percentage", "is not", null)
    .orderBy("target_date", "desc")
    .orderBy("target_type")
    .orderBy("id")
    .limit(targetsMax)
    .execute();
  return targets.map((target) => ({ ...target, type: oneOf(periodTypes, target.type) }));
}
