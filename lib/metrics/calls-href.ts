import type { DateRange } from "@/lib/platform/date-range/schema";
import { countedStatuses } from "./counted-statuses";

/** Filters of the list of calls that a metric, a chart or a person leads to. */
export type CallParam =
  | "agent"
  | "status"
  | "source"
  | "direction"
  | "outcome"
  | "weekday"
  | "hour"
  | "temperature"
  | "lead"
  | "qualified"
  | "cta"
  | "email"
  | "person"
  | "score"
  | "duration"
  | "quality"
  | "satisfaction";

/** Filters as the address of the list writes them. */
export type CallParams = Partial<Record<CallParam, string>>;

/** Days that a list is limited to, the last of them perhaps up to a time of day; null for all time. */
export type ListedDays = (Pick<DateRange, "preset" | "from" | "to"> & { until?: string | null }) | null;

/** The calls that the rollups count as calls. */
export const ended = { status: countedStatuses.join(",") } satisfies CallParams;

/** The list of calls limited to a period and to what a metric counts: among the calls that are counted, so that the list equals it. */
export function callsHref(range: ListedDays, filters: CallParams): string {
  return allCallsHref(range, { ...ended, ...filters });
}

/** The list of calls limited to a period, whatever happened to them. */
export function allCallsHref(range: ListedDays, filters: CallParams): string {
  const until: Record<string, string> = range?.until ? { until: range.until } : {};
  return `/calls?${new URLSearchParams({ ...rangeParams(range), ...until, ...filters })}`;
}

/** The address parameters of days that are no preset. */
export function customDays({ from, to, until }: Pick<DateRange, "from" | "to"> & { until?: string | null }) {
  return { preset: "custom", from, to, ...(until && { until }) } as const;
}

/** The address parameters of a period. */
export function rangeParams(range: ListedDays): Record<string, string> {
  if (!range) return {};
  return range.preset === "custom" ? { range: "custom", from: range.from, to: range.to } : { range: range.preset };
}
