import { FunnelBars } from "@/components/charts/funnel-bars";
import { WeekHeatMap } from "@/components/charts/week-heat-map";
import { BarList } from "@/components/ui/bar-list";
import { Panel } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { analyticsSearch } from "@/lib/analytics/analytics-address";
import { filterParams } from "@/lib/analytics/analytics-query";
import { totalOf } from "@/lib/analytics/breakdown";
import { qualifiedFunnel } from "@/lib/analytics/funnel";
import type { Analytics } from "@/lib/analytics/get-analytics";
import { askedMetrics } from "@/lib/analytics/linked-metrics";
import { weekGrid } from "@/lib/analytics/week-grid";
import { ctaLabels } from "@/lib/calls/labels";
import { fieldOfMetric } from "@/lib/metrics/field-of-metric";
import { type Metric, metrics } from "@/lib/metrics/metrics";
import { countedByHour, counters, type HourMetric } from "@/lib/metrics/registry";
import styles from "./analytics.module.css";
import { CsvLink } from "./csv-link";

type PatternsProps = { analytics: Analytics; hours: string | string[] | undefined };

/** When people call, how far they come, and what they ask for. */
export function Patterns({ analytics, hours }: PatternsProps) {
  const { query } = analytics;
  const metric = countedByHour.find((name) => name === hours) ?? "calls";
  const scope = filterParams(query.filters);
  const { current } = totalOf(analytics);
  return (
    <>
      <Panel title="By hour of the week" aside={<CsvLink query={query} table="hours" />}>
        <SegmentedLinks
          label="Metric by hour"
          segments={countedByHour.map((name) => ({
            href: `/analytics?${analyticsSearch(query, { hours: name })}`,
            label: shortLabelOf(name),
            isCurrent: name === metric,
          }))}
        />
        {Object.keys(scope).length > 0 && (
          <p className={styles.note}>
            Hours are recorded for the whole account, so the filters above do not apply here.
          </p>
        )}
        <WeekHeatMap
          grid={weekGrid(query.range, analytics.hours, metric)}
          caption={`${shortLabelOf(metric)} by hour of the week`}
          noun={counters[fieldOfMetric(metric)].metric.noun}
        />
      </Panel>
      <div className={styles.pair}>
        <Panel title="From calls to qualified requests" aside={<CsvLink query={query} table="funnel" />}>
          <FunnelBars steps={qualifiedFunnel(query.range, scope, current)} />
          <p className={styles.note}>
            From lead calls on, each step is a subset of the one before. Answered calls are a subset of all calls and
            may have produced no lead.
          </p>
        </Panel>
        <Panel title="What people asked for">
          <BarList
            whole={current.calls}
            bars={askedMetrics(query.range, scope, current).map(({ key, value, href }) => ({
              label: ctaLabels[key],
              color: "var(--cw-chart-1)",
              value,
              href,
            }))}
          />
        </Panel>
      </div>
    </>
  );
}

function shortLabelOf(name: HourMetric): string {
  const { label, shortLabel = label }: Metric = metrics[name];
  return shortLabel;
}
