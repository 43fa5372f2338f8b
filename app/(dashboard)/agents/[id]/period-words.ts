import type { PeriodType } from "@/lib/analytics/period-type";

/** What a period of a trend or a target is called. */
export const periodWords: Readonly<Record<PeriodType, string>> = {
  daily: "Day",
  weekly: "Week",
  monthly: "Month",
  quarterly: "Quarter",
};
