import type { CallParams, ListedDays } from "@/lib/calls/calls-href";
import { shownIn } from "@/lib/metrics/registry";
import type { Figures } from "./figures";
import { figureHref, type Measure, type MeasureName, measures } from "./measures";

/** A figure of a group of calls in two periods, each with the list of exactly its calls. */
export type FigureCell = {
  measure: MeasureName;
  value: number | null;
  href: string;
  other: number | null;
  otherHref: string;
};

/** Two periods of days, and the figures of a group of calls in both. */
export type ComparedGroup = { scope: CallParams; current: Figures; other: Figures };
export type ComparedDays = { range: ListedDays; otherRange: ListedDays };

/** A measure of a group of calls, beside that of the other period. */
export function cellOf(
  { scope, current, other }: ComparedGroup,
  { range, otherRange }: ComparedDays,
  name: MeasureName,
): FigureCell {
  const measure: Measure = measures[name];
  return {
    measure: name,
    value: measure.of(current),
    href: figureHref(range, scope, name),
    other: measure.of(other),
    otherHref: figureHref(otherRange, scope, name),
  };
}

/** Several measures of a group of calls. */
export function cellsOf(
  group: ComparedGroup,
  days: ComparedDays,
  names: readonly MeasureName[] = shownIn.tables,
): FigureCell[] {
  return names.map((name) => cellOf(group, days, name));
}

/** The best of some values of a measure; null where neither way is better, or none is known. */
export function bestOf({ better }: Pick<Measure, "better">, values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (!better || known.length === 0) return null;
  return better === "up" ? Math.max(...known) : Math.min(...known);
}
