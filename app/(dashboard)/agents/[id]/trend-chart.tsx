import type { ChartPoint, ChartSeries } from "@/components/charts/chart";
import { ChartPanel } from "@/components/charts/chart-panel";
import type { AgentTrend } from "@/lib/analytics/agents/agent-trends";
import { periodLabels } from "@/lib/analytics/labels";
import { customDays } from "@/lib/metrics/calls-href";
import { metricHref, metrics } from "@/lib/metrics/metrics";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { formatSpan } from "@/lib/platform/format/format-span";

const series: readonly ChartSeries[] = [
  { key: "previous", label: "Previous", color: "var(--cw-chart-previous)", shape: "bar", noteLabel: "Compared with" },
  { key: "current", label: "Current", color: "var(--cw-chart-1)", shape: "bar" },
];

/** An agent's calls of the newest day, week, month and quarter beside those before. */
export function TrendChart({ agentId, trends }: { agentId: string; trends: readonly AgentTrend[] }) {
  const pointOf = (trend: AgentTrend): ChartPoint => ({
    label: `${periodLabels[trend.type]} ${formatSpan(trend)}${trend.isRunning ? ", so far" : ""}`,
    tick: periodLabels[trend.type],
    isRunning: trend.isRunning,
    values: { previous: metrics.calls.of(trend.previous), current: metrics.calls.of(trend.current) },
    hrefs: {
      previous: metricHref(customDays(trend.comparison), { agent: agentId }, "calls"),
      current: metricHref(customDays(trend), { agent: agentId }, "calls"),
    },
    notes: { previous: formatComparison(trend.comparison) },
  });
  return (
    <ChartPanel
      title="Calls compared with the previous period"
      series={series}
      points={trends.map(pointOf)}
      pointLabel="Period"
      unit="count"
      height={180}
    />
  );
}
