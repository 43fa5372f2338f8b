import type { Comparison } from "../date-range/comparison";
import { formatSpan } from "./format-span";

/** What a period is compared with, by name: its days, and up to which time of day the last of them counts. */
export function formatComparison({ from, to, until }: Pick<Comparison, "from" | "to" | "until">): string {
  if (until === "00:00" && from === to) return "nothing yet";
  const span = formatSpan({ from, to });
  if (!until) return span;
  return from === to ? `${span}, up to ${until}` : `${span}, the last day up to ${until}`;
}

/** How the days that a period is compared with were chosen. */
export const comparisonLabels = {
  weekdays: "Same weekdays",
  previous: "Previous period",
  year: "Previous year",
  custom: "Custom dates",
} as const satisfies Record<Comparison["kind"], string>;
