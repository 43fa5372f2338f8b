import type { Counter } from "./declaration";
import { dimensionNames, dimensions } from "./dimensions";
import { fieldsOf } from "./kept-in";
import { counters } from "./registry";
import type { PeriodTotals, SegmentRow } from "./totals";
import { zeros } from "./totals";

export const totalNames = fieldsOf("agentDays");
export const noTotals: PeriodTotals = zeros(totalNames);

/** The metrics of a period from those of its days. */
export function addUp(days: readonly PeriodTotals[]): PeriodTotals {
  const sum = { ...noTotals };
  for (const day of days) for (const name of totalNames) sum[name] += day[name];
  return sum;
}

/** The metrics of a period from those of its segments. */
export function totalsOfSegments(rows: readonly SegmentRow[]): PeriodTotals {
  const sum = { ...noTotals };
  for (const row of rows) for (const name of totalNames) sum[name] += totalOf(row, name);
  return sum;
}

/**
 * A counter without a column in segments counts the calls of one value of a dimension, so a segment contributes all of its calls or none.
 */
function totalOf(row: SegmentRow, name: keyof PeriodTotals): number {
  const { totals } = row;
  if (isIn(totals, name)) return totals[name];
  const { behind = {} }: Counter = counters[name];
  const isOfSegment = dimensionNames.every(
    (dimension) => behind[dimension] === undefined || behind[dimension] === row[dimensions[dimension].field],
  );
  return isOfSegment ? totals.calls : 0;
}

const isIn = <T extends object>(object: T, name: PropertyKey): name is keyof T => name in object;
