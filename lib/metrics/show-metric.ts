import { type Change, formatChange } from "@/lib/platform/format/format-change";
import { formatMetric } from "./format-metric";
import type { MetricCell } from "./metric-cells";
import { type Metric, metrics } from "./metrics";

export type ShownCell = {
  key: string;
  text: string;
  href: string | null;
  change: Change | null;
  /** Which way the change goes by the metric's own direction; null where neither is better. */
  verdict: "better" | "worse" | null;
};

/** A cell of a table as it is shown: its value with its unit, its calls, and how it changed. */
export function showMetric({ metric: name, value, href, other }: MetricCell): ShownCell {
  const metric: Metric = metrics[name];
  const change = formatChange(value, other, metric.unit === "%" ? "points" : "relative");
  const isChanged = change && change.direction !== "same" && metric.better;
  const verdict = isChanged ? (change.direction === metric.better ? "better" : "worse") : null;
  return {
    key: name,
    text: withUnit(metric, value),
    href: value === null ? null : href,
    // Where less is better, the sign alone would say the opposite.
    change: change && verdict && metric.better === "down" ? { ...change, text: `${change.text} ${verdict}` } : change,
    verdict,
  };
}

/** The value with a per cent sign where it is a share. */
export function withUnit(metric: Pick<Metric, "kind" | "unit">, value: number | null): string {
  const text = formatMetric(metric, value);
  return value !== null && metric.unit === "%" ? `${text}\u00a0%` : text;
}
