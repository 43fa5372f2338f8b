import { customDays } from "@/lib/calls/calls-href";
import { shownIn } from "@/lib/metrics/registry";
import type { AgentTrend } from "./agent-trends";
import { cellsOf, type FigureCell } from "./figure-cells";

/** What a trend counts beside the period it is compared with, each with its calls. */
export function trendFigures(agentId: string, { current, previous, comparison, ...trend }: AgentTrend): FigureCell[] {
  return cellsOf(
    { scope: { agent: agentId }, current, other: previous },
    { range: customDays(trend), otherRange: customDays(comparison) },
    shownIn.trends,
  );
}
