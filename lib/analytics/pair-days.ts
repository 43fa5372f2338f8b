import type { OverviewPoint } from "./overview";

type Day = { day: string; figures: { calls: number } };

/** Each day beside the one at its place in another period, which may be shorter. */
export function pairDays(days: readonly Day[], others: readonly Day[]): OverviewPoint[] {
  return days.map(({ day, figures }, index) => {
    const other = others[index];
    return {
      day,
      hour: null,
      calls: figures.calls,
      previousDay: other?.day ?? null,
      previousCalls: other?.figures.calls ?? 0,
    };
  });
}
