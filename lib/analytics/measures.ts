import { type CallParams, callsHref, type ListedDays } from "@/lib/calls/calls-href";
import type { Counter, MetricText } from "@/lib/metrics/declaration";
import { type CounterField, counters, type MetricName, ratios } from "@/lib/metrics/registry";
import type { Figures } from "./figures";

export type MeasureName = MetricName;

/** A figure with its definition, and the calls that stand behind it. */
export type Measure = MetricText & {
  /** A `count` is how many calls the list has, a `sum` what they add up to, a `ratio` is made of two others. */
  kind: "count" | "sum" | "ratio";
  of(figures: Figures): number | null;
  /** What narrows the list to those calls; of a ratio, to the calls of its numerator, or of what it is the price of. */
  behind: CallParams;
};

/** Every metric that is shown by itself, as the registry declares it. */
export const measures = Object.fromEntries([
  ...Object.entries(counters).flatMap(([field, counter]) => ofCounter(field as CounterField, counter)),
  ...Object.entries(ratios).map(([name, ratio]) => [name, ofRatio(ratio)]),
]) as Readonly<Record<MeasureName, Measure>>;

function ofCounter(field: CounterField, { kind, metric, behind = {} }: Counter): [string, Measure][] {
  return metric ? [[metric.name, { ...metric, kind, behind, of: (figures) => figureOf(figures, field) }]] : [];
}

function ofRatio({ part, whole, opens, ...text }: (typeof ratios)[keyof typeof ratios]): Measure {
  const times = text.unit === "%" ? 100 : 1;
  const { behind }: Counter = counters[opens === "part" ? part : whole];
  const of = (figures: Figures) => {
    const divisor = figureOf(figures, whole);
    return divisor === 0 ? null : (figureOf(figures, part) / divisor) * times;
  };
  return { ...text, kind: "ratio", behind: behind ?? {}, of };
}

/** Metrics are made of counters that every group of calls has; a test of the registry proves it. */
function figureOf(figures: Figures, field: CounterField): number {
  return figures[field as keyof Figures];
}

/** The calls behind a measure of a group of calls. Whoever shows a figure, exports it or tests it finds its calls here. */
export function figureHref(range: ListedDays, scope: CallParams, name: MeasureName): string {
  return callsHref(range, { ...scope, ...measures[name].behind });
}
