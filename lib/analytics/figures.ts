import type { DimensionName, DimensionValue, dimensions } from "@/lib/metrics/dimensions";
import { type FieldOf, fieldsOf } from "@/lib/metrics/kept-in";

/** What is known of any group of calls. */
export type Figures = Record<FieldOf<"agentDays"> & FieldOf<"segments">, number>;

/** What is known of the calls of one value of each dimension. */
export type SegmentFigures = Record<FieldOf<"segments">, number>;

/** One agent's calls of one source and direction, and so on by every dimension. */
export type Segment = { [D in DimensionName as (typeof dimensions)[D]["field"]]: DimensionValue<D> };

export const segmentFigureNames = fieldsOf("segments");

/** Zero for each field. */
export function zeros<Field extends string>(fields: readonly Field[]): Record<Field, number> {
  // Every field is among the entries.
  return Object.fromEntries(fields.map((field) => [field, 0])) as Record<Field, number>;
}

export const noSegmentFigures: SegmentFigures = zeros(segmentFigureNames);

/** The figures of several segments together. */
export function addSegments(segments: readonly SegmentFigures[]): SegmentFigures {
  const sum = { ...noSegmentFigures };
  for (const segment of segments) for (const name of segmentFigureNames) sum[name] += segment[name];
  return sum;
}

/** A row's figures alone. */
export function figuresOf(row: SegmentFigures): SegmentFigures {
  return addSegments([row]);
}
