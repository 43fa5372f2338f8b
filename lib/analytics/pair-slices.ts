import type { Comparison } from "@/lib/platform/date-range/comparison";
import type { LocalNow } from "@/lib/platform/date-range/local-now";
import type { OverviewPoint } from "./overview/overview";

/** The calls of one day or of several that follow each other; both ends are inclusive. */
export type CallsSlice = { from: string; to: string; calls: number };

type Compared = { comparison: Pick<Comparison, "to" | "until">; now: Pick<LocalNow, "day"> };

/** Each slice of a period beside the one at its place in another period, which may be shorter. */
export function pairSlices(
  slices: readonly CallsSlice[],
  others: readonly CallsSlice[],
  { comparison, now }: Compared,
): OverviewPoint[] {
  return slices.map(({ from, to, calls }, index) => {
    const other = others[index];
    return {
      day: from,
      lastDay: to,
      hour: null,
      calls: from > now.day ? null : calls,
      isRunning: from <= now.day && now.day <= to,
      previousDay: other?.from ?? null,
      previousLastDay: other?.to ?? null,
      previousUntil: other?.to === comparison.to ? comparison.until : null,
      previousCalls: other?.calls ?? 0,
    };
  });
}

/** Days as slices of one day each. */
export function slicesOfDays(days: readonly { day: string; totals: { calls: number } }[]): CallsSlice[] {
  return days.map(({ day, totals }) => ({ from: day, to: day, calls: totals.calls }));
}
