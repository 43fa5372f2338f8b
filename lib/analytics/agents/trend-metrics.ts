import { customDays } from "@/lib/metrics/calls-href";
import { cellsOf, type MetricCell } from "@/lib/metrics/metric-cells";
import { shownIn } from "@/lib/metrics/registry";
import type { AgentTrend } from "./agent-trends";

/** What a trend counts beside the period it is compared with, each with its calls. */
export function trendMetrics(agentId: string, { current, previous, comparison, ...trend }: AgentTrend): MetricCell[] {
  return cellsOf(
    { scope: { agent: agentId }, current, other: previous },
    { range: customDays(trend), otherRange: customDays(comparison) },
    shownIn.trends,
  );
}
