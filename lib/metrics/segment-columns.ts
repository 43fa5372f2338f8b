import { type AliasedRawBuilder, type RawBuilder, sql } from "kysely";
import { type DimensionName, dimensionNames, dimensions } from "./dimensions";
import type { Segment } from "./totals";

/** The columns that distinguish segments, of a table that is called `alias`. */
export function segmentColumns(alias: string): RawBuilder<string>[] {
  return dimensionNames.map((name) => columnOf(name, alias));
}

/** The same, each under its own name, for anyone who selects them from a query in a query. */
export function selectedSegmentColumns(alias: string) {
  return dimensionNames.map((name) => columnOf(name, alias).as(dimensions[name].column));
}

/** The same, each under its name in a segment; null in rows of all segments together. */
export function namedSegmentColumns(alias: string): AliasedRawBuilder<string | null, keyof Segment>[] {
  return dimensionNames.map((name) => columnOf(name, alias).$castTo<string | null>().as(dimensions[name].field));
}

const columnOf = (name: DimensionName, alias: string) => sql.ref<string>(`${alias}.${dimensions[name].column}`);
