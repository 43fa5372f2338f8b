/** The goals of `TargetGoals` as columns of agent_targets. */
export const goalColumns = `target_calls AS calls, target_success_rate::float8 AS "successRate", target_leads AS leads,
  target_conversion_rate::float8 AS "conversionRate"`;
