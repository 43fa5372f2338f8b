import type { CallParams, ListedDays } from "@/lib/calls/calls-href";
import { cellsOf, type FigureCell } from "./figure-cells";
import { noSegmentFigures, type SegmentFigures } from "./figures";
import type { AgentPage } from "./get-agent-figures";
import { type LinkedPoint, linkPoints } from "./linked-figures";
import { pairDays } from "./pair-days";
import { firstDayOf } from "./period-days";

export const agentMeasures = [
  "calls",
  "success",
  "answered",
  "minutes",
  "leads",
  "conversion",
  "qualified",
  "cta",
  "credits",
  "cost",
] as const;

export type AgentPeriod = { key: "period" | "today" | "month" | "lifetime"; days: ListedDays; cells: FigureCell[] };

/** An agent's figures of the chosen period beside those before it, of today, of this month and of its life. */
export function agentPeriods(page: AgentPage): AgentPeriod[] {
  const { agent, range, today, current, previous, ofToday, ofMonth, ofLifetime } = page;
  const scope: CallParams = { agent: agent.id };
  const alone = (key: AgentPeriod["key"], days: ListedDays, figures: SegmentFigures): AgentPeriod => ({
    key,
    days,
    cells: cellsOf(
      { scope, current: figures, other: noSegmentFigures },
      { range: days, otherRange: days },
      agentMeasures,
    ),
  });
  const custom = (from: string, to: string) => ({ preset: "custom", from, to }) as const;
  return [
    {
      key: "period",
      days: range,
      cells: cellsOf(
        { scope, current, other: previous },
        { range, otherRange: custom(range.previousFrom, range.previousTo) },
        agentMeasures,
      ),
    },
    alone("today", custom(today, today), ofToday),
    alone("month", custom(firstDayOf("monthly", today), today), ofMonth),
    alone("lifetime", null, ofLifetime),
  ];
}

/** An agent's calls day by day beside those of the period before. */
export function agentPoints({
  agent,
  days,
  previousDays,
}: Pick<AgentPage, "agent" | "days" | "previousDays">): LinkedPoint[] {
  return linkPoints(pairDays(days, previousDays), { agent: agent.id });
}
