import type { CallParams } from "@/lib/calls/calls-href";
import { callDirections, callSources } from "@/lib/calls/schema";
import { filterParams } from "./analytics-query";
import { addSegments, type SegmentFigures } from "./figures";
import type { Analytics } from "./get-analytics";
import { ranksOf } from "./ranks-of";
import type { SegmentRow } from "./read-segments";

export const breakdownNames = ["source", "agent", "direction"] as const;
export type BreakdownName = (typeof breakdownNames)[number];

/** A group of the calls in both periods. `scope` is what narrows the list of calls to them. */
export type BreakdownRow = {
  key: string;
  label: string;
  scope: CallParams;
  current: SegmentFigures;
  other: SegmentFigures;
  /** Among the agents; null where nothing is ranked. */
  rank: number | null;
};

const sourceWords = { phone: "Phone", internet: "Internet", unknown: "Unknown source" } as const;
const directionWords = { inbound: "Inbound", outbound: "Outbound" } as const;

/** All of the analytics' calls together. */
export function totalOf({ query, current, other }: Analytics): BreakdownRow {
  return {
    key: "total",
    label: "All",
    scope: filterParams(query.filters),
    current: addSegments(current.segments.map(({ figures }) => figures)),
    other: addSegments(other.segments.map(({ figures }) => figures)),
    rank: null,
  };
}

/** The analytics' calls by what tells them apart; their sum is the total. Groups without anything in either period are left out. */
export function breakdownOf(analytics: Analytics, name: BreakdownName): BreakdownRow[] {
  const rows = groupsOf(analytics, name)
    .map(({ key, label, isIn }) => ({
      key,
      label,
      scope: { ...filterParams(analytics.query.filters), [name]: key },
      current: sumOf(analytics.current.segments, isIn),
      other: sumOf(analytics.other.segments, isIn),
      rank: null,
    }))
    .filter(({ current, other }) => hasAnything(current) || hasAnything(other));
  if (name !== "agent") return rows;
  const ranks = ranksOf(rows.map(({ current }) => current));
  return rows
    .map((row, index) => ({ ...row, rank: ranks[index] ?? null }))
    .sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY));
}

type Group = { key: string; label: string; isIn(row: SegmentRow): boolean };

function groupsOf({ agents }: Analytics, name: BreakdownName): Group[] {
  switch (name) {
    case "source":
      return callSources.map((key) => ({ key, label: sourceWords[key], isIn: ({ source }) => source === key }));
    case "direction":
      return callDirections.map((key) => ({
        key,
        label: directionWords[key],
        isIn: ({ direction }) => direction === key,
      }));
    case "agent":
      return agents.map(({ id, name: label }) => ({ key: id, label, isIn: ({ agentId }) => agentId === id }));
  }
}

function sumOf(rows: readonly SegmentRow[], isIn: Group["isIn"]): SegmentFigures {
  return addSegments(rows.filter(isIn).map(({ figures }) => figures));
}

function hasAnything(figures: SegmentFigures): boolean {
  return Object.values(figures).some((value) => value !== 0);
}
