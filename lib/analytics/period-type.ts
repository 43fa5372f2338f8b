/** The periods that call_analytics_cache keeps. */
export const cachedPeriodTypes = ["daily", "weekly", "monthly"] as const;
export type CachedPeriodType = (typeof cachedPeriodTypes)[number];

/** The periods of trends and targets. */
export const periodTypes = [...cachedPeriodTypes, "quarterly"] as const;
export type PeriodType = (typeof periodTypes)[number];
