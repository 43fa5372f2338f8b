import { MetricTable } from "@/components/charts/metric-table";
import { Panel } from "@/components/ui/panel";
import type { AgentTrend } from "@/lib/analytics/agents/agent-trends";
import type { AgentPage } from "@/lib/analytics/agents/get-agent-metrics";
import { trendMetrics } from "@/lib/analytics/agents/trend-metrics";
import { periodLabels } from "@/lib/analytics/labels";
import { metrics } from "@/lib/metrics/metrics";
import { rankRule } from "@/lib/metrics/rank-rule";
import { shownIn } from "@/lib/metrics/registry";
import { showMetric } from "@/lib/metrics/show-metric";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { formatSpan } from "@/lib/platform/format/format-span";
import styles from "./agent.module.css";

/** The newest day, week, month and quarter against what each is compared with, and the agent's place among all. */
export function Trends({ page: { agent, trends } }: { page: AgentPage }) {
  return (
    <Panel title="Trend and rank">
      {trends.length === 0 ? (
        <p className={styles.none}>Trends appear within the hour after this agent's first call.</p>
      ) : (
        <>
          <MetricTable
            caption="Trends"
            rowsLabel="Period"
            columns={[
              { key: "rank", label: "Rank", definition: rankRule },
              ...shownIn.trends.map((name) => ({
                key: name,
                label: metrics[name].label,
                definition: metrics[name].definition,
              })),
            ]}
            rows={trends.map((trend) => ({
              key: trend.type,
              label: periodLabels[trend.type],
              note: daysText(trend),
              metrics: [
                { key: "rank", text: `#${trend.rank} of ${trend.ranked}`, href: null },
                ...trendMetrics(agent.id, trend).map(showMetric),
              ],
            }))}
          />
          <p className={styles.none}>
            A day is compared with the same weekday before it. A period that is still running is compared with the same
            part of the one before.
          </p>
        </>
      )}
    </Panel>
  );
}

function daysText(trend: AgentTrend): string {
  return `${formatSpan(trend)}${trend.isRunning ? ", so far" : ""}, against ${formatComparison(trend.comparison)}`;
}
