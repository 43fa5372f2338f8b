import { formatDuration } from "@/lib/platform/format/format-duration";
import { parseDuration } from "@/lib/platform/format/parse-duration";
import type { RangeFilter } from "./filter";

export type RangeEnd = "from" | "to";
export type RangeErrors = Partial<Record<RangeEnd, string>>;
/** What the address says of a typed range, null for none; or what is wrong with each end. */
export type WrittenRange = { value: string | null } | { errors: RangeErrors };

/** The range that was typed as the address writes it: whole numbers, durations in seconds. */
export function rangeValue(filter: RangeFilter, typed: Readonly<Record<RangeEnd, string>>): WrittenRange {
  const [from, to] = [readEnd(filter, typed.from), readEnd(filter, typed.to)];
  const errors: RangeErrors = {};
  if (from === undefined) errors.from = wordsOfError(filter);
  if (to === undefined) errors.to = wordsOfError(filter);
  if (from === undefined || to === undefined) return { errors };
  if (from !== null && to !== null && from > to) return { errors: { to: "This is below where the range begins." } };
  return { value: from === null && to === null ? null : `${from ?? ""}-${to ?? ""}` };
}

/** What was typed as a number; null for nothing, undefined for what is none within the filter's bounds. */
export function readEnd(filter: RangeFilter, typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === "") return null;
  const value = filter.isDuration ? parseDuration(text) : /^\d{1,9}$/.test(text) ? Number(text) : null;
  return value !== null && value >= filter.min && value <= filter.max ? value : undefined;
}

/** An end as the address has it, in the words in which it is shown and typed. */
export function showEnd({ isDuration }: Pick<RangeFilter, "isDuration">, written: string): string {
  return isDuration && written !== "" ? formatDuration(Number(written)) : written;
}

function wordsOfError({ isDuration, min, max }: RangeFilter): string {
  return isDuration
    ? `Write a time like 2:00, 2m, 120 or 1h 5m, at most ${formatDuration(max)}.`
    : `A whole number from ${min} to ${max}.`;
}
