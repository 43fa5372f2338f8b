import { MetricTable } from "@/components/charts/metric-table";
import { Panel } from "@/components/ui/panel";
import { type BreakdownRow, breakdownOf, totalOf } from "@/lib/analytics/breakdown";
import type { Analytics } from "@/lib/analytics/get-analytics";
import { rangeParams } from "@/lib/metrics/calls-href";
import { comparedRanges } from "@/lib/metrics/compared-ranges";
import { dimensions, shownDimensions } from "@/lib/metrics/dimensions";
import { cellsOf } from "@/lib/metrics/metric-cells";
import { type Metric, metrics } from "@/lib/metrics/metrics";
import { shownIn } from "@/lib/metrics/registry";
import { showMetric } from "@/lib/metrics/show-metric";
import { CsvLink } from "./csv-link";

const columns = shownIn.tables.map((name) => {
  const { label, definition }: Metric = metrics[name];
  return { key: name, label, definition };
});

/** The calls by each dimension, with their changes. */
export function Breakdowns({ analytics }: { analytics: Analytics }) {
  const { query } = analytics;
  const shownOf = (row: BreakdownRow) => cellsOf(row, comparedRanges(query)).map(showMetric);
  const search = new URLSearchParams(rangeParams(query.range));
  const total = { key: "total", label: "All", metrics: shownOf(totalOf(analytics)) };
  return shownDimensions.map((name) => (
    <Panel
      key={name}
      title={`By ${dimensions[name].label.toLowerCase()}`}
      aside={<CsvLink query={query} table={name} />}
    >
      <MetricTable
        caption={`Metrics by ${dimensions[name].label.toLowerCase()}`}
        rowsLabel={dimensions[name].label}
        columns={columns}
        rows={breakdownOf(analytics, name).map((row) => ({
          key: row.key,
          label: row.label,
          href: name === "agent" ? `/agents/${row.key}?${search}` : undefined,
          note: row.rank === null ? undefined : `Rank ${row.rank}`,
          metrics: shownOf(row),
        }))}
        total={total}
      />
    </Panel>
  ));
}
