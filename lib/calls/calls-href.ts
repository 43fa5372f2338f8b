import type { DateRange } from "@/lib/platform/date-range/schema";
import { countedStatuses } from "./counted-statuses";
import type { CallFilterName } from "./schema";

/** Filters as the address of the list writes them. */
export type CallParams = Partial<Record<CallFilterName, string>>;

/** Days that a list is narrowed to, the last of them perhaps up to a time of day; null for all time. */
export type ListedDays = (Pick<DateRange, "preset" | "from" | "to"> & { until?: string | null }) | null;

/** The calls that the rollups count as calls. */
export const ended = { status: countedStatuses.join(",") } satisfies CallParams;

/** The list of calls narrowed to a period and to what a figure counts: among the calls that are counted, so that the list equals it. */
export function callsHref(range: ListedDays, filters: CallParams): string {
  return allCallsHref(range, { ...ended, ...filters });
}

/** The list of calls narrowed to a period, whatever became of them. */
export function allCallsHref(range: ListedDays, filters: CallParams): string {
  const until = range?.until ? { until: range.until } : {};
  return `/calls?${new URLSearchParams({ ...rangeParams(range), ...until, ...filters })}`;
}

/** Days as a page's address takes those that are no preset. */
export function customDays({ from, to, until }: Pick<DateRange, "from" | "to"> & { until?: string | null }) {
  return { preset: "custom", from, to, ...(until && { until }) } as const;
}

/** A period as the addresses of all pages write it. */
export function rangeParams(range: ListedDays): Record<string, string> {
  if (!range) return {};
  return range.preset === "custom" ? { range: "custom", from: range.from, to: range.to } : { range: range.preset };
}
