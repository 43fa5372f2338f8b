import { customDays } from "@/lib/calls/calls-href";
import type { AgentTrend } from "./agent-trends";
import { cellsOf, type FigureCell } from "./figure-cells";

export const trendMeasures = ["calls", "leads", "qualified"] as const;

/** What a trend counts beside the period it is compared with, each with its calls. */
export function trendFigures(agentId: string, { current, previous, comparison, ...trend }: AgentTrend): FigureCell[] {
  return cellsOf(
    { scope: { agent: agentId }, current, other: previous },
    { range: customDays(trend), otherRange: customDays(comparison) },
    trendMeasures,
  );
}
