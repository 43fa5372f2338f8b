import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import { readValue } from "./read-value";
import type { Transaction } from "./transaction";

/** Up to so many matches of a filter are found first and sorted then; of more, the list is walked in its order until a page is full. */
export const foundMax = 5_000;

/** A filter that may match few of very many rows: how to find the ids of its matches, and how to tell whether a row is one. */
export type SelectiveFilter = { find: RawBuilder<string[]>; condition: Expression<SqlBool> };

/** The ids of a query's first rows, one more than are found first at most. */
export function firstIds(query: Expression<unknown>): RawBuilder<string[]> {
  return sql<string[]>`ARRAY (SELECT found.id FROM (${query}) found LIMIT ${sql.lit(foundMax + 1)})`;
}

/** The conditions of filters on rows that `id` names: the ids themselves where a filter matches few, and what tells otherwise. */
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
