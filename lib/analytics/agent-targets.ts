import type { Transaction } from "@/lib/db/transaction";
import { goalColumns } from "./goal-columns";
import type { PeriodType } from "./period-type";
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
  tx: Transaction,
  { userId, agentId }: { userId: string; agentId: string },
): Promise<AgentTarget[]> {
  const { rows } = await tx.query<AgentTarget>(
    `SELECT id, target_type AS type, target_date AS from, period_end AS to, ${goalColumns}, actual_calls AS "actualCalls",
            actual_successful_calls AS "actualSuccessfulCalls", actual_leads AS "actualLeads",
            actual_success_rate::float8 AS "actualSuccessRate", actual_conversion_rate::float8 AS "actualConversionRate",
            achievement_percentage::float8 AS achievement
       FROM agent_targets WHERE user_id = $1 AND agent_id = $2 AND achievement_percentage IS NOT NULL
      ORDER BY target_date DESC, target_type, id LIMIT ${targetsMax}`,
    [userId, agentId],
  );
  return rows;
}
