import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import { readValue } from "@/lib/db/read-value";
import type { Transaction } from "@/lib/db/transaction";

/**
 * Up to this many matches of a filter are found first and then sorted; with more, the list is scanned in its order until a page is full.
 */
export const foundMax = 5_000;

/** A filter that may match few of very many rows: a query for the ids of its matches, and a condition on a row. */
export type SelectiveFilter = { find: RawBuilder<string[]>; condition: Expression<SqlBool> };

/** The ids of a query's first rows, one more than are found first at most. */
export function firstIds(query: Expression<unknown>): RawBuilder<string[]> {
  return sql<string[]>`ARRAY (SELECT found.id FROM (${query}) found LIMIT ${sql.lit(foundMax + 1)})`;
}

/** The conditions of filters on the rows identified by `id`: the ids themselves if a filter matches few, else its condition. */
export async function resolveFilters(
  { kysely }: Transaction,
  id: string,
  filters: readonly SelectiveFilter[],
): Promise<Expression<SqlBool>[]> {
  const conditions: Expression<SqlBool>[] = [];
  for (const { find, condition } of filters) {
    const ids = await readValue(kysely, find);
    conditions.push(ids.length > foundMax ? condition : sql<boolean>`${sql.ref(id)} = ANY (${ids}::uuid[])`);
  }
  return conditions;
}
