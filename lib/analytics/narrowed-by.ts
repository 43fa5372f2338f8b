import { type RawBuilder, sql } from "kysely";
import { dimensionNames, dimensions } from "@/lib/metrics/dimensions";
import type { AnalyticsFilters } from "./analytics-query";

/** What narrows a table's rows, called by `alias`, to those that the filters ask for. */
export function narrowedBy(filters: AnalyticsFilters, alias: string): RawBuilder<boolean>[] {
  return dimensionNames.flatMap((name) => {
    const value = filters[name];
    return value === undefined ? [] : [sql<boolean>`${sql.ref(`${alias}.${dimensions[name].column}`)} = ${value}`];
  });
}
