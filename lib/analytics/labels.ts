import type { PeriodType } from "./period-type";

/** The period of a trend or a target. */
export const periodLabels: Readonly<Record<PeriodType, string>> = {
  daily: "Day",
  weekly: "Week",
  monthly: "Month",
  quarterly: "Quarter",
};
