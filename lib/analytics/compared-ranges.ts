import { customDays } from "@/lib/calls/calls-href";
import type { ComparedRange } from "@/lib/platform/date-range/resolve-compared";
import type { ComparedDays } from "./figure-cells";

/** A period and the one beside it as the list of calls takes them. */
export function comparedRanges({ range, comparison }: ComparedRange): ComparedDays {
  return { range, otherRange: customDays(comparison) };
}
