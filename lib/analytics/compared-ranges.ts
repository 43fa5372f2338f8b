import { type AnalyticsQuery, comparedDays } from "./analytics-query";
import type { ComparedDays } from "./figure-cells";

/** The two periods of a query as the list of calls takes them. */
export function comparedRanges({ range, comparison }: AnalyticsQuery): ComparedDays {
  return { range, otherRange: comparedDays(comparison) };
}
