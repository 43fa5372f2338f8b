import { Button } from "@mantine/core";
import { MetricTable } from "@/components/charts/metric-table";
import { GetForm } from "@/components/navigation/get-form";
import { Panel } from "@/components/ui/panel";
import { analyticsSearch } from "@/lib/analytics/analytics-address";
import { comparedAgentsMax } from "@/lib/analytics/analytics-query";
import { type BreakdownRow, breakdownOf } from "@/lib/analytics/breakdown";
import type { Analytics } from "@/lib/analytics/get-analytics";
import { comparedRanges } from "@/lib/metrics/compared-ranges";
import { bestOf, cellOf } from "@/lib/metrics/metric-cells";
import { type Metric, metrics } from "@/lib/metrics/metrics";
import { type MetricName, shownIn } from "@/lib/metrics/registry";
import { showMetric } from "@/lib/metrics/show-metric";
import { AgentCharts } from "./agent-charts";
import styles from "./analytics.module.css";
import { CsvLink } from "./csv-link";

type AgentComparisonProps = { analytics: Analytics; chosen: readonly string[] };

/** Up to four agents side by side over the chosen period; the best of each metric is marked. */
export function AgentComparison({ analytics, chosen }: AgentComparisonProps) {
  const { query, agents } = analytics;
  const rows = breakdownOf(analytics, "agent").filter(({ key }) => chosen.includes(key));
  const hidden = new URLSearchParams(analyticsSearch(query, { agents: null }));
  return (
    <div className={styles.sections}>
      <Panel title="Agents to compare">
        <GetForm action="/analytics" className={styles.agents} aria-label="Agents to compare">
          {[...hidden].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {agents.map(({ id, name }) => (
            <label key={id} className={styles.agent}>
              <input type="checkbox" name="agents" value={id} defaultChecked={chosen.includes(id)} />
              {name}
            </label>
          ))}
          <Button type="submit" size="compact-sm" variant="default">
            Compare
          </Button>
        </GetForm>
        <p className={styles.note}>Select two to {comparedAgentsMax} agents.</p>
      </Panel>
      {rows.length > 0 && <AgentCharts analytics={analytics} rows={rows} />}
      <Panel title="Side by side" aside={<CsvLink query={query} table="agent" />}>
        {rows.length === 0 ? (
          <p className={styles.note}>
            {chosen.length === 0
              ? "Select agents above to compare them."
              : "These agents had no calls in either period."}
          </p>
        ) : (
          <MetricTable
            caption="Agents side by side"
            rowsLabel="Metric"
            columns={rows.map(({ key, label, rank }) => ({ key, label: rank === null ? label : `${label}, #${rank}` }))}
            rows={shownIn.tables.map((name) => metricRow(name, rows, analytics))}
          />
        )}
      </Panel>
    </div>
  );
}

function metricRow(name: MetricName, rows: readonly BreakdownRow[], { query }: Analytics) {
  const metric: Metric = metrics[name];
  const cells = rows.map((row) => ({ row, cell: cellOf(row, comparedRanges(query), name) }));
  const best =
    cells.length > 1
      ? bestOf(
          metric,
          cells.map(({ cell }) => cell.value),
        )
      : null;
  return {
    key: name,
    label: metric.label,
    title: metric.definition,
    metrics: cells.map(({ row, cell }) => ({
      ...showMetric(cell),
      key: row.key,
      mark: best !== null && cell.value === best ? "best" : undefined,
    })),
  };
}
