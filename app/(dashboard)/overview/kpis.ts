import type { Kpi } from "@/components/charts/kpi";
import type { Overview } from "@/lib/analytics/overview/overview";
import { callsHref, ended } from "@/lib/metrics/calls-href";
import { formatMetric } from "@/lib/metrics/format-metric";
import { type Metric, metricHref, metrics } from "@/lib/metrics/metrics";
import { type MetricName, shownIn } from "@/lib/metrics/registry";
import type { DayTotals } from "@/lib/metrics/totals";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { formatCount } from "@/lib/platform/format/format-count";

/** The metrics that head the Overview, each with the calls that stand behind it. */
export function kpisOf(overview: Overview): Kpi[] {
  const kpis = shownIn.overview.map((name) => toKpi(name, overview));
  kpis.splice(-1, 0, creditsLeft(overview));
  return kpis;
}

function toKpi(name: MetricName, { current, previous, days, range, comparison }: Overview): Kpi {
  const metric: Metric = metrics[name];
  const now = metric.of(current);
  const before = metric.of(previous);
  return {
    key: name,
    label: metric.label,
    definition: metric.definition,
    value: formatMetric(metric, now),
    unit: now === null ? undefined : metric.unit,
    current: now,
    previous: before,
    base: before === null ? null : `${formatMetric(metric, before)}${unitBeside(metric)}`,
    baseDays: formatComparison(comparison),
    metric: metric.unit === "%" ? "points" : "relative",
    better: metric.better,
    series: days.map((day) => metric.of(day) ?? 0),
    isLastRunning: comparison.until !== null,
    href: metricHref(range, {}, name),
  };
}

function unitBeside({ unit }: Metric): string {
  return unit === "%" ? "\u00a0%" : "";
}

function creditsLeft({ creditsLeft: credits, current, days, range, comparison }: Overview): Kpi {
  return {
    key: "credits",
    label: "Credits left",
    definition: "Your balance right now. The line shows the credits that calls used each day.",
    value: formatCount(credits),
    current: null,
    previous: null,
    base: null,
    baseDays: null,
    metric: "relative",
    better: null,
    note: `${formatCount(current.creditsUsed)} used in this period`,
    series: days.map((day: DayTotals) => day.creditsUsed),
    isLastRunning: comparison.until !== null,
    href: callsHref(range, ended),
  };
}
