import { CallsOverTime } from "@/components/charts/calls-over-time";
import { MetricTable } from "@/components/charts/metric-table";
import { Panel } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { analyticsSearch } from "@/lib/analytics/analytics-address";
import { filterParams, type Granularity, granularities } from "@/lib/analytics/analytics-query";
import { totalOf } from "@/lib/analytics/breakdown";
import type { Analytics } from "@/lib/analytics/get-analytics";
import { linkPoints } from "@/lib/analytics/linked-metrics";
import { pairSlices } from "@/lib/analytics/pair-slices";
import { comparedRanges } from "@/lib/metrics/compared-ranges";
import { cellsOf } from "@/lib/metrics/metric-cells";
import { type Metric, metrics } from "@/lib/metrics/metrics";
import { showMetric, withUnit } from "@/lib/metrics/show-metric";
import type { LocalNow } from "@/lib/platform/date-range/local-now";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { formatSpan } from "@/lib/platform/format/format-span";
import styles from "./analytics.module.css";
import { CsvLink } from "./csv-link";

const granularityLabels: Record<Granularity, string> = { day: "Days", week: "Weeks", month: "Months" };

/** The two periods side by side, in metrics and day by day. */
export function PeriodComparison({ analytics, now }: { analytics: Analytics; now: LocalNow }) {
  const { query, current, other } = analytics;
  const points = pairSlices(current.slices, other.slices, { comparison: query.comparison, now });
  const cells = cellsOf(totalOf(analytics), comparedRanges(query));
  return (
    <div className={styles.pair}>
      <Panel title="Both periods" aside={<CsvLink query={query} table="periods" />}>
        <MetricTable
          caption="Both periods side by side"
          rowsLabel="Metric"
          columns={[
            { key: "current", label: formatSpan(query.range) },
            { key: "other", label: formatComparison(query.comparison) },
            { key: "change", label: "Change" },
          ]}
          rows={cells.map((cell) => {
            const metric: Metric = metrics[cell.metric];
            const { text, href, change, verdict } = showMetric(cell);
            return {
              key: cell.metric,
              label: metric.label,
              title: metric.definition,
              metrics: [
                { key: "current", text, href },
                {
                  key: "other",
                  text: withUnit(metric, cell.other),
                  href: cell.other === null ? null : cell.otherHref,
                },
                { key: "change", text: change ? "" : "–", href: null, change, verdict },
              ],
            };
          })}
        />
      </Panel>
      <CallsOverTime
        points={linkPoints(points, filterParams(query.filters))}
        previous={formatSpan(query.comparison)}
        granularity={
          <SegmentedLinks
            label="Calls by"
            segments={granularities.map((each) => ({
              href: `/analytics?${analyticsSearch(query, { by: each === "day" ? null : each })}`,
              label: granularityLabels[each],
              isCurrent: each === query.granularity,
            }))}
          />
        }
        isTall
      />
    </div>
  );
}
