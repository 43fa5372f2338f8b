import type { CallParams } from "@/lib/metrics/calls-href";
import { type DimensionName, dimensions } from "@/lib/metrics/dimensions";
import { ranksOf } from "@/lib/metrics/ranks-of";
import type { SegmentRow } from "@/lib/metrics/totals";
import { addSegments, type SegmentTotals } from "@/lib/metrics/totals";
import { filterParams } from "./analytics-query";
import type { Analytics } from "./get-analytics";

/** A group of the calls in both periods. `scope` is the filter that limits the list of calls to them. */
export type BreakdownRow = {
  key: string;
  label: string;
  scope: CallParams;
  current: SegmentTotals;
  other: SegmentTotals;
  /** Among the agents; null where nothing is ranked. */
  rank: number | null;
};

/** All of the analytics' calls together. */
export function totalOf({ query, current, other }: Analytics): BreakdownRow {
  return {
    key: "total",
    label: "All",
    scope: filterParams(query.filters),
    current: addSegments(current.segments.map(({ totals }) => totals)),
    other: addSegments(other.segments.map(({ totals }) => totals)),
    rank: null,
  };
}

/** The analytics' calls by a dimension; their sum is the total. Groups without calls in either period are left out. */
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

function sumOf(rows: readonly SegmentRow[], isIn: Group["isIn"]): SegmentTotals {
  return addSegments(rows.filter(isIn).map(({ totals }) => totals));
}

function hasAnything(totals: SegmentTotals): boolean {
  return Object.values(totals).some((value) => value !== 0);
}
