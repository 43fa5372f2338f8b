import { oneOf } from "@/lib/platform/one-of";
import { dimensionNames, dimensions } from "./dimensions";
import type { Segment } from "./totals";

/** A row's columns of the dimensions, by their names in a segment; null in the rows that are not distinguished by them. */
export type SegmentColumns = { [Field in keyof Segment]: string | null };

/** The segment that a row is of; null for a row of none. */
export function segmentOf(row: SegmentColumns): Segment | null {
  const entries = dimensionNames.map((name) => {
    const { field, values } = dimensions[name];
    const value = row[field];
    return [field, value !== null && values ? oneOf(Object.keys(values), value) : value];
  });
  if (entries.some(([, value]) => value === null)) return null;
  // Each field has a value of its dimension.
  return Object.fromEntries(entries) as Segment;
}
