import { type RawBuilder, sql } from "kysely";
import { type DimensionName, dimensionNames, dimensions } from "./dimensions";

/** The conditions of filters on a table with the given alias. */
export function filterConditions(
  filters: { readonly [D in DimensionName]?: string | undefined },
  alias: string,
): RawBuilder<boolean>[] {
  return dimensionNames.flatMap((name) => {
    const value = filters[name];
    return value === undefined ? [] : [sql<boolean>`${sql.ref(`${alias}.${dimensions[name].column}`)} = ${value}`];
  });
}
