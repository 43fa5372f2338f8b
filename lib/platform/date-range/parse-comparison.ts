import { type Comparison, comparedWith, comparedWithDays } from "./comparison";
import { daysBetween } from "./days";
import type { LocalNow } from "./local-now";
import { rangeDaysMax } from "./resolve-range";
import { type DateRange, Day } from "./schema";

/** What a page's address says about the days to compare with: `vs`, and `vsFrom` and `vsTo` where somebody chose them. */
export type ComparisonInput = Readonly<Record<string, unknown>>;

/** The days that an address asks to compare with. Never fails: without a sense it is the same weekdays before, with a notice. */
export function parseComparison(
  { vs, vsFrom, vsTo }: ComparisonInput,
  range: DateRange,
  now: LocalNow,
): { comparison: Comparison; notice: string | null } {
  if (vs === undefined || vs === "weekdays") return { comparison: comparedWith(range, "weekdays", now), notice: null };
  if (vs === "previous" || vs === "year") return { comparison: comparedWith(range, vs, now), notice: null };
  const comparison = comparedWith(range, "weekdays", now);
  if (vs !== "custom") return { comparison, notice: "Unknown comparison. Comparing with the same weekdays before." };
  const from = Day.safeParse(vsFrom);
  const to = Day.safeParse(vsTo);
  const days = from.success && to.success ? daysBetween(from.data, to.data) + 1 : 0;
  if (!from.success || !to.success || days < 1 || days > rangeDaysMax)
    return {
      comparison,
      notice: "The days to compare with could not be read. Comparing with the same weekdays before.",
    };
  return { comparison: comparedWithDays(range, { from: from.data, to: to.data }, now), notice: null };
}
