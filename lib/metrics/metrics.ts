import { type CallParams, callsHref, type ListedDays } from "./calls-href";
import type { Counter, MetricText } from "./declaration";
import { type CounterField, counters, type MetricName, ratios } from "./registry";
import type { CallTotals } from "./totals";

/** A metric with its definition, and the calls that stand behind it. */
export type Metric = MetricText & {
  /** A `count` is how many calls the list has, a `sum` what they add up to, a `ratio` is made of two others. */
  kind: "count" | "sum" | "ratio";
  of(totals: CallTotals): number | null;
  /** The filters of the list to those calls; of a ratio, to the calls of its numerator, or of what it is the price of. */
  behind: CallParams;
};

/** Every metric that is shown on its own, as the registry declares it. */
export const metrics = Object.fromEntries([
  ...Object.entries(counters).flatMap(([field, counter]) => ofCounter(field as CounterField, counter)),
  ...Object.entries(ratios).map(([name, ratio]) => [name, ofRatio(ratio)]),
]) as Readonly<Record<MetricName, Metric>>;

function ofCounter(field: CounterField, { kind, metric, behind = {} }: Counter): [string, Metric][] {
  return metric ? [[metric.name, { ...metric, kind, behind, of: (totals) => totalOf(totals, field) }]] : [];
}

function ofRatio({ part, whole, opens, ...text }: (typeof ratios)[keyof typeof ratios]): Metric {
  const times = text.unit === "%" ? 100 : 1;
  const { behind }: Counter = counters[opens === "part" ? part : whole];
  const of = (totals: CallTotals) => {
    const divisor = totalOf(totals, whole);
    return divisor === 0 ? null : (totalOf(totals, part) / divisor) * times;
  };
  return { ...text, kind: "ratio", behind: behind ?? {}, of };
}

/** Metrics are made of counters that every group of calls has; a test of the registry proves it. */
function totalOf(totals: CallTotals, field: CounterField): number {
  return totals[field as keyof CallTotals];
}

/** The calls behind a metric of a group of calls. Used wherever a metric is shown, exported or tested. */
export function metricHref(range: ListedDays, scope: CallParams, name: MetricName): string {
  return callsHref(range, { ...scope, ...metrics[name].behind });
}
