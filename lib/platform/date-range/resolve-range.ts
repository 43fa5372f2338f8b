import { addDays, daysBetween } from "./days";
import type { RangePreset } from "./range-presets";
import { type DateRange, RangeInput, type ResolvedRange } from "./schema";

export const rangeDaysMax = 366;
const firstDay = "2000-01-01";

const presetDays: Record<RangePreset, number> = { today: 1, "7d": 7, "30d": 30, "90d": 90 };

/**
 * The period that an address asks for, ending `today` (`YYYY-MM-DD` in the tenant's zone) unless it is a custom one.
 * Never fails: what cannot be parsed becomes the last 30 days, with a notice that says why.
 */
export function resolveRange(input: Readonly<Record<string, unknown>>, today: string): ResolvedRange {
  const parsed = RangeInput.safeParse({ range: input.range, from: input.from, to: input.to });
  if (!parsed.success) return fallback(today, "That date range could not be read. Showing the last 30 days.");
  const { range, from, to } = parsed.data;
  if (range !== "custom") return { range: ending(today, range), notice: null };

  if (!from || !to) return fallback(today, "A custom range needs a first and a last day. Showing the last 30 days.");
  if (from < firstDay) return fallback(today, "A range begins in 2000 at the earliest. Showing the last 30 days.");
  if (from > to) return fallback(today, "The first day lies after the last one. Showing the last 30 days.");
  const days = daysBetween(from, to) + 1;
  if (days > rangeDaysMax)
    return fallback(today, `A range has at most ${rangeDaysMax} days. Showing the last 30 days.`);
  return { range: between("custom", from, to, days), notice: null };
}

function fallback(today: string, notice: string): ResolvedRange {
  return { range: ending(today, "30d"), notice };
}

function ending(today: string, preset: RangePreset): DateRange {
  const days = presetDays[preset];
  return between(preset, addDays(today, 1 - days), today, days);
}

function between(preset: DateRange["preset"], from: string, to: string, days: number): DateRange {
  return { preset, from, to, days };
}
