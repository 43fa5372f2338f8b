import type { DimensionName, DimensionValue, dimensions } from "./dimensions";
import { type FieldOf, fieldsOf } from "./kept-in";

/** What is known about any group of calls. */
export type CallTotals = Record<FieldOf<"agentDays"> & FieldOf<"segments">, number>;

/** What is known about the calls of one value of each dimension. */
export type SegmentTotals = Record<FieldOf<"segments">, number>;

/** One agent's calls of one source and direction, and so on by every dimension. */
export type Segment = { [D in DimensionName as (typeof dimensions)[D]["field"]]: DimensionValue<D> };

/** What happened in a period, added up from the daily rollups. */
export type PeriodTotals = Record<FieldOf<"agentDays">, number>;

export type DayTotals = PeriodTotals & { day: string };

export type SegmentRow = Segment & { totals: SegmentTotals };

/** Days in the tenant's zone, both ends included; with a time of day, the last one counts up to it. */
export type Days = { from: string; to: string; until?: string | null };

export type Tenant = { userId: string; timezone: string };

export const segmentTotalNames = fieldsOf("segments");

/** Zero for each field. */
export function zeros<Field extends string>(fields: readonly Field[]): Record<Field, number> {
  // Every field is among the entries.
  return Object.fromEntries(fields.map((field) => [field, 0])) as Record<Field, number>;
}

export const noSegmentTotals: SegmentTotals = zeros(segmentTotalNames);

/** The metrics of several segments together. */
export function addSegments(segments: readonly SegmentTotals[]): SegmentTotals {
  const sum = { ...noSegmentTotals };
  for (const segment of segments) for (const name of segmentTotalNames) sum[name] += segment[name];
  return sum;
}

/** A row's metrics alone. */
export function totalsOf(row: SegmentTotals): SegmentTotals {
  return addSegments([row]);
}
