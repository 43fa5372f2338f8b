import { type CallParams, customDays, type ListedDays } from "@/lib/metrics/calls-href";
import { comparedRanges } from "@/lib/metrics/compared-ranges";
import { cellsOf, type MetricCell } from "@/lib/metrics/metric-cells";
import { noSegmentTotals, type SegmentTotals } from "@/lib/metrics/totals";
import { type LinkedPoint, linkPoints } from "../linked-metrics";
import { pairSlices, slicesOfDays } from "../pair-slices";
import { firstDayOf } from "../period-days";
import type { AgentPage } from "./get-agent-metrics";

export type AgentPeriod = { key: "period" | "today" | "month" | "lifetime"; days: ListedDays; cells: MetricCell[] };

/** An agent's metrics of the chosen period beside those it is compared with, of today, of this month and of its life. */
export function agentPeriods(page: AgentPage): AgentPeriod[] {
  const { agent, range, today, current, previous, ofToday, ofMonth, ofLifetime } = page;
  const scope: CallParams = { agent: agent.id };
  const alone = (key: AgentPeriod["key"], days: ListedDays, totals: SegmentTotals): AgentPeriod => ({
    key,
    days,
    cells: cellsOf({ scope, current: totals, other: noSegmentTotals }, { range: days, otherRange: days }),
  });
  return [
    {
      key: "period",
      days: range,
      cells: cellsOf({ scope, current, other: previous }, comparedRanges(page)),
    },
    alone("today", customDays({ from: today, to: today }), ofToday),
    alone("month", customDays({ from: firstDayOf("monthly", today), to: today }), ofMonth),
    alone("lifetime", null, ofLifetime),
  ];
}

/** An agent's calls day by day beside those of the other period. */
export function agentPoints({ agent, days, previousDays, comparison, today }: AgentPage): LinkedPoint[] {
  const points = pairSlices(slicesOfDays(days), slicesOfDays(previousDays), { comparison, now: { day: today } });
  return linkPoints(points, { agent: agent.id });
}
