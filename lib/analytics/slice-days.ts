import type { Span } from "@/lib/platform/date-range/comparison";
import { addDays, daysBetween, eachDay } from "@/lib/platform/date-range/days";
import type { Granularity } from "./analytics-query";
import { firstDayOf } from "./period-days";

const typeOf = { day: "daily", week: "weekly", month: "monthly" } as const;

/** A period's days, its weeks from Monday or its months; the first and the last may be cut off by the period's ends. */
export function sliceDays({ from, to }: Span, granularity: Granularity): Span[] {
  const slices: Span[] = [];
  for (const day of eachDay(from, to)) {
    const last = slices.at(-1);
    const type = typeOf[granularity];
    if (last && firstDayOf(type, last.from) === firstDayOf(type, day)) last.to = day;
    else slices.push({ from: day, to: day });
  }
  return slices;
}

/** The days of the other period at the position of each slice, as far as there are any. */
export function counterparts(slices: readonly Span[], period: Span, other: Span): Span[] {
  const at = (day: string) => addDays(other.from, daysBetween(period.from, day));
  return slices
    .map(({ from, to }) => ({ from: at(from), to: at(to) }))
    .filter(({ from }) => from <= other.to)
    .map(({ from, to }) => (to > other.to ? { from, to: other.to } : { from, to }));
}
