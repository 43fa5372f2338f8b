import { sql } from "kysely";

/** The goals of `TargetGoals` as columns of agent_targets. */
export const goalColumns = [
  "target_calls as calls",
  sql<number | null>`target_success_rate::float8`.as("successRate"),
  "target_leads as leads",
  sql<number | null>`target_conversion_rate::float8`.as("conversionRate"),
] as const;
