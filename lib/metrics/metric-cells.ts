import type { CallParams, ListedDays } from "./calls-href";
import { type Metric, metricHref, metrics } from "./metrics";
import { type MetricName, shownIn } from "./registry";
import type { CallTotals } from "./totals";

/** A metric of a group of calls in two periods, each with the list of exactly its calls. */
export type MetricCell = {
  metric: MetricName;
  value: number | null;
  href: string;
  other: number | null;
  otherHref: string;
};

/** Two periods of days, and the metrics of a group of calls in both. */
export type ComparedGroup = { scope: CallParams; current: CallTotals; other: CallTotals };
export type ComparedDays = { range: ListedDays; otherRange: ListedDays };

/** A metric of a group of calls, beside that of the other period. */
export function cellOf(
  { scope, current, other }: ComparedGroup,
  { range, otherRange }: ComparedDays,
  name: MetricName,
): MetricCell {
  const metric: Metric = metrics[name];
  return {
    metric: name,
    value: metric.of(current),
    href: metricHref(range, scope, name),
    other: metric.of(other),
    otherHref: metricHref(otherRange, scope, name),
  };
}

/** Several metrics of a group of calls. */
export function cellsOf(
  group: ComparedGroup,
  days: ComparedDays,
  names: readonly MetricName[] = shownIn.tables,
): MetricCell[] {
  return names.map((name) => cellOf(group, days, name));
}

/** The best of some values of a metric; null where neither way is better, or none is known. */
export function bestOf({ better }: Pick<Metric, "better">, values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (!better || known.length === 0) return null;
  return better === "up" ? Math.max(...known) : Math.min(...known);
}
