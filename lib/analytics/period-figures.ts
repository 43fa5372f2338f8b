import type { Counter } from "@/lib/metrics/declaration";
import { dimensionNames, dimensions } from "@/lib/metrics/dimensions";
import { fieldsOf } from "@/lib/metrics/kept-in";
import { counters } from "@/lib/metrics/registry";
import { zeros } from "./figures";
import type { PeriodFigures } from "./overview";
import type { SegmentRow } from "./read-segments";

export const figureNames = fieldsOf("agentDays");
export const noFigures: PeriodFigures = zeros(figureNames);

/** The figures of a period from those of its days. */
export function addUp(days: readonly PeriodFigures[]): PeriodFigures {
  const sum = { ...noFigures };
  for (const day of days) for (const name of figureNames) sum[name] += day[name];
  return sum;
}

/** The figures of a period from those of its segments. */
export function figuresOfSegments(rows: readonly SegmentRow[]): PeriodFigures {
  const sum = { ...noFigures };
  for (const row of rows) for (const name of figureNames) sum[name] += figureOf(row, name);
  return sum;
}

/** A counter that segments do not keep is one of the calls of a dimension's value, which a segment is of or not. */
function figureOf(row: SegmentRow, name: keyof PeriodFigures): number {
  const { figures } = row;
  if (isIn(figures, name)) return figures[name];
  const { behind = {} }: Counter = counters[name];
  const isOfSegment = dimensionNames.every(
    (dimension) => behind[dimension] === undefined || behind[dimension] === row[dimensions[dimension].field],
  );
  return isOfSegment ? figures.calls : 0;
}

const isIn = <T extends object>(object: T, name: PropertyKey): name is keyof T => name in object;
