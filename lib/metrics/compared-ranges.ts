import type { ComparedRange } from "@/lib/platform/date-range/resolve-compared";
import { customDays } from "./calls-href";
import type { ComparedDays } from "./metric-cells";

/** A period and the one beside it as the list of calls takes them. */
export function comparedRanges({ range, comparison }: ComparedRange): ComparedDays {
  return { range, otherRange: customDays(comparison) };
}
