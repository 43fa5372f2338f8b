import { type CallParams, callsHref, type ListedDays } from "@/lib/calls/calls-href";
import { type CallOutcome, callOutcomes } from "@/lib/calls/schema";
import type { SegmentFigures } from "./figures";
import type { LinkedFigure } from "./linked-figures";

/** Counted calls by how they ended. */
export function outcomeFigures(
  range: ListedDays,
  scope: CallParams,
  figures: SegmentFigures,
): LinkedFigure<CallOutcome>[] {
  return callOutcomes.map((key) => ({
    key,
    value: figures[`outcome_${key}`],
    href: callsHref(range, { ...scope, outcome: key }),
  }));
}
