import type { ChartPoint, ChartUnit } from "@/components/charts/chart";
import { ChartPanel } from "@/components/charts/chart-panel";
import type { BreakdownRow } from "@/lib/analytics/breakdown";
import type { Analytics } from "@/lib/analytics/get-analytics";
import { comparedRanges } from "@/lib/metrics/compared-ranges";
import { cellOf } from "@/lib/metrics/metric-cells";
import { type Metric, metrics } from "@/lib/metrics/metrics";
import type { MetricName } from "@/lib/metrics/registry";
import styles from "./analytics.module.css";

const colors = ["var(--cw-chart-1)", "var(--cw-chart-2)", "var(--cw-chart-3)", "var(--cw-chart-4)"];

const charts: readonly { title: string; unit: ChartUnit; names: readonly MetricName[] }[] = [
  { title: "Calls and leads by agent", unit: "count", names: ["calls", "leads", "qualified"] },
  { title: "Success and conversion by agent", unit: "percent", names: ["success", "conversion", "cta"] },
];

/** The agents' counts and shares as bars side by side. */
export function AgentCharts({ analytics: { query }, rows }: { analytics: Analytics; rows: readonly BreakdownRow[] }) {
  const pointOf = (name: MetricName): ChartPoint => {
    const { label, shortLabel = label }: Metric = metrics[name];
    const cells = rows.map((row) => ({ key: row.key, cell: cellOf(row, comparedRanges(query), name) }));
    return {
      label,
      tick: shortLabel,
      values: Object.fromEntries(cells.map(({ key, cell }) => [key, cell.value])),
      hrefs: Object.fromEntries(cells.map(({ key, cell }) => [key, cell.value === null ? null : cell.href])),
    };
  };
  return (
    <div className={styles.pair}>
      {charts.map(({ title, unit, names }) => (
        <ChartPanel
          key={title}
          title={title}
          series={rows.map(({ key, label }, index) => ({
            key,
            label,
            color: colors[index % colors.length] ?? "",
            shape: "bar",
          }))}
          points={names.map(pointOf)}
          pointLabel="Metric"
          unit={unit}
          height={220}
        />
      ))}
    </div>
  );
}
