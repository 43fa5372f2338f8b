import { type RawBuilder, sql } from "kysely";
import { type DimensionName, dimensionNames, dimensions } from "./dimensions";

/** What narrows a table's rows, called by `alias`, to those that the filters ask for. */
export function narrowedBy(
  filters: { readonly [D in DimensionName]?: string | undefined },
  alias: string,
): RawBuilder<boolean>[] {
  return dimensionNames.flatMap((name) => {
    const value = filters[name];
    return value === undefined ? [] : [sql<boolean>`${sql.ref(`${alias}.${dimensions[name].column}`)} = ${value}`];
  });
}
