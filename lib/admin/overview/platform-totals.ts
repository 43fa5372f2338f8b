import { zeros } from "@/lib/metrics/totals";
import type { PlatformDay, PlatformMetrics } from "./schema";

const names = [
  "calls",
  "successfulCalls",
  "minutes",
  "leads",
  "qualifiedLeads",
  "creditsUsed",
  "creditsGiven",
  "newTenants",
] as const satisfies readonly (keyof PlatformMetrics)[];

/** What several days come to together. */
export function addUpDays(days: readonly PlatformDay[]): PlatformMetrics {
  const sum = zeros(names);
  for (const day of days) for (const name of names) sum[name] += day[name];
  return sum;
}

/** Completed calls of 100; null without calls. */
export const successRate = ({ calls, successfulCalls }: PlatformMetrics): number | null =>
  calls === 0 ? null : (successfulCalls / calls) * 100;
