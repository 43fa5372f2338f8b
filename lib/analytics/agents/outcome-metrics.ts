import { type CallOutcome, callOutcomes } from "@/lib/calls/schema";
import { type CallParams, callsHref, type ListedDays } from "@/lib/metrics/calls-href";
import type { SegmentTotals } from "@/lib/metrics/totals";
import type { LinkedMetric } from "../linked-metrics";

/** Counted calls by how they ended. */
export function outcomeMetrics(
  range: ListedDays,
  scope: CallParams,
  totals: SegmentTotals,
): LinkedMetric<CallOutcome>[] {
  return callOutcomes.map((key) => ({
    key,
    value: totals[`outcome_${key}`],
    href: callsHref(range, { ...scope, outcome: key }),
  }));
}
