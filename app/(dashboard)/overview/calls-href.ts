import type { DateRange } from "@/lib/platform/date-range/schema";

/** The calls that the rollups count as calls. */
export const ended = { status: "completed,failed" } as const;

/** The list of calls narrowed to a period and to what a figure counts. */
export function callsHref(range: Pick<DateRange, "preset" | "from" | "to">, filters: Record<string, string>): string {
  const period: Record<string, string> =
    range.preset === "custom" ? { range: "custom", from: range.from, to: range.to } : { range: range.preset };
  return `/calls?${new URLSearchParams({ ...period, ...filters })}`;
}

/** The same for one day. */
export function callsOfDayHref(day: string): string {
  return callsHref({ preset: "custom", from: day, to: day }, ended);
}
