import type { Comparison } from "./comparison";
import type { LocalNow } from "./local-now";
import { parseComparison } from "./parse-comparison";
import { resolveRange } from "./resolve-range";
import type { DateRange } from "./schema";

/** A period, and the days it is compared with. */
export type ComparedRange = { range: DateRange; comparison: Comparison };

/** The period that an address asks for and the days to compare it with; one sentence for each thing that could not be used. */
export function resolveCompared(
  params: Readonly<Record<string, unknown>>,
  now: LocalNow,
): ComparedRange & { notices: string[] } {
  const { range, notice } = resolveRange(params, now.day);
  const { comparison, notice: comparisonNotice } = parseComparison(params, range, now);
  return { range, comparison, notices: [notice, comparisonNotice].filter((each) => each !== null) };
}
