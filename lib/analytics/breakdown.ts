import type { CallParams } from "@/lib/calls/calls-href";
import { type DimensionName, dimensions } from "@/lib/metrics/dimensions";
import { filterParams } from "./analytics-query";
import { addSegments, type SegmentFigures } from "./figures";
import type { Analytics } from "./get-analytics";
import { ranksOf } from "./ranks-of";
import type { SegmentRow } from "./read-segments";

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
export function breakdownOf(analytics: Analytics, name: DimensionName): BreakdownRow[] {
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

/** Whose ids a dimension's values are, with their names. */
const named: Readonly<
  Partial<Record<DimensionName, (analytics: Analytics) => readonly { id: string; name: string }[]>>
> = { agent: ({ agents }) => agents };

function groupsOf(analytics: Analytics, name: DimensionName): Group[] {
  const { field, values } = dimensions[name];
  const known = values
    ? Object.entries(values).map(([key, label]) => ({ key, label }))
    : (named[name]?.(analytics) ?? []).map(({ id, name: label }) => ({ key: id, label }));
  return known.map((group) => ({ ...group, isIn: (row) => row[field] === group.key }));
}

function sumOf(rows: readonly SegmentRow[], isIn: Group["isIn"]): SegmentFigures {
  return addSegments(rows.filter(isIn).map(({ figures }) => figures));
}

function hasAnything(figures: SegmentFigures): boolean {
  return Object.values(figures).some((value) => value !== 0);
}
