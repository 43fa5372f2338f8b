export const goalNames = ["calls", "successRate", "leads", "conversionRate"] as const;
export type GoalName = (typeof goalNames)[number];

/** What is to be reached; null where nothing is. Rates are per cent. */
export type TargetGoals = Record<GoalName, number | null>;

export const noGoals: TargetGoals = { calls: null, successRate: null, leads: null, conversionRate: null };
