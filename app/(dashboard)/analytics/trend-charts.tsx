import type { ChartPoint } from "@/components/charts/chart";
import { ChartPanel } from "@/components/charts/chart-panel";
import { pointLabel } from "@/components/charts/point-labels";
import { filterParams } from "@/lib/analytics/analytics-query";
import type { Analytics } from "@/lib/analytics/get-analytics";
import type { SourceSlice } from "@/lib/analytics/read-source-slices";
import { callSourceLabels } from "@/lib/calls/labels";
import { type CallSource, callSources } from "@/lib/calls/schema";
import { callsHref, customDays } from "@/lib/metrics/calls-href";
import { type Metric, metricHref, metrics } from "@/lib/metrics/metrics";
import type { LocalNow } from "@/lib/platform/date-range/local-now";
import { formatDay } from "@/lib/platform/format/format-day";
import styles from "./analytics.module.css";

const sourceColors: Readonly<Record<CallSource, string>> = {
  phone: "var(--cw-chart-1)",
  internet: "var(--cw-chart-2)",
  unknown: "var(--cw-chart-4)",
};

const shares = [
  { name: "success", color: "var(--cw-chart-4)" },
  { name: "conversion", color: "var(--cw-chart-1)" },
  { name: "cta", color: "var(--cw-chart-3)" },
] as const;

type TrendChartsProps = { analytics: Analytics; now: LocalNow };

/** Where calls came from and what came of them, over the period. */
export function TrendCharts({ analytics: { query, sources }, now }: TrendChartsProps) {
  const scope = filterParams(query.filters);
  const known = callSources.filter((source) => sources.some(({ calls }) => calls[source] > 0));
  const at = ({ from, to }: SourceSlice) => ({
    label: pointLabel({ day: from, lastDay: to, hour: null, isRunning: from <= now.day && now.day <= to }),
    tick: formatDay(from, "short"),
    isRunning: from <= now.day && now.day <= to,
  });
  const bySource = (slice: SourceSlice): ChartPoint => ({
    ...at(slice),
    values: slice.from > now.day ? {} : slice.calls,
    hrefs: Object.fromEntries(known.map((source) => [source, callsHref(customDays(slice), { ...scope, source })])),
  });
  const byShare = (slice: SourceSlice): ChartPoint => ({
    ...at(slice),
    values: Object.fromEntries(shares.map(({ name }) => [name, metrics[name].of(slice.totals)])),
    hrefs: Object.fromEntries(shares.map(({ name }) => [name, metricHref(customDays(slice), scope, name)])),
  });
  return (
    <div className={styles.pair}>
      <ChartPanel
        title="Calls by source over time"
        series={known.map((source) => ({
          key: source,
          label: callSourceLabels[source],
          color: sourceColors[source],
          shape: "bar",
          stack: "calls",
        }))}
        points={sources.map(bySource)}
        pointLabel="Days"
        unit="count"
        height={220}
      />
      <ChartPanel
        title="Conversion over time"
        series={shares.map(({ name, color }) => {
          const { label }: Metric = metrics[name];
          return { key: name, label, color, shape: "line" };
        })}
        points={sources.map(byShare)}
        pointLabel="Days"
        unit="percent"
        height={220}
      />
    </div>
  );
}
