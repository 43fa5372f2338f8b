import { type CallParams, customDays, type ListedDays } from "@/lib/calls/calls-href";
import { comparedRanges } from "./compared-ranges";
import { cellsOf, type FigureCell } from "./figure-cells";
import { noSegmentFigures, type SegmentFigures } from "./figures";
import type { AgentPage } from "./get-agent-figures";
import { type LinkedPoint, linkPoints } from "./linked-figures";
import { pairSlices, slicesOfDays } from "./pair-slices";
import { firstDayOf } from "./period-days";

export type AgentPeriod = { key: "period" | "today" | "month" | "lifetime"; days: ListedDays; cells: FigureCell[] };

/** An agent's figures of the chosen period beside those it is compared with, of today, of this month and of its life. */
export function agentPeriods(page: AgentPage): AgentPeriod[] {
  const { agent, range, today, current, previous, ofToday, ofMonth, ofLifetime } = page;
  const scope: CallParams = { agent: agent.id };
  const alone = (key: AgentPeriod["key"], days: ListedDays, figures: SegmentFigures): AgentPeriod => ({
    key,
    days,
    cells: cellsOf({ scope, current: figures, other: noSegmentFigures }, { range: days, otherRange: days }),
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
