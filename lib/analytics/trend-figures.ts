import { callsHref } from "@/lib/calls/calls-href";
import type { AgentTrend } from "./agent-trends";
import { measures } from "./measures";

export type TrendFigure = {
  key: "calls" | "leads" | "qualified";
  value: number;
  /** Against the period before, in per cent. */
  change: number | null;
  href: string;
};

/** What a trend counts, each with its calls. */
export function trendFigures(agentId: string, trend: AgentTrend): TrendFigure[] {
  const figure = (key: TrendFigure["key"], value: number, change: number | null) => ({
    key,
    value,
    change,
    href: callsHref({ preset: "custom", from: trend.from, to: trend.to }, { agent: agentId, ...measures[key].behind }),
  });
  return [
    figure("calls", trend.calls, trend.callsChange),
    figure("leads", trend.leads, trend.leadsChange),
    figure("qualified", trend.qualifiedLeads, trend.qualifiedLeadsChange),
  ];
}
