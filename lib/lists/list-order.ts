import type { SelectQueryBuilder } from "kysely";
import { sql } from "kysely";

export type KeyType = "date" | "integer" | "text" | "timestamptz";
export type Direction = "asc" | "desc";

/** An order of a list. Both directions of an index on its columns serve it. */
export type ListOrder<Name extends string = string> = {
  /** Its name in addresses. */
  name: Name;
  direction: Direction;
  /** The columns that it goes by before the id, all of them the same way. */
  key: readonly (readonly [column: string, type: KeyType])[];
  /** The column of the id, by which rows with equal keys are distinguished. */
  id: string;
};

/** Orders a statement's rows, this way or the other one. */
export function inOrder<Tables, Table extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  { key, id }: Pick<ListOrder, "key" | "id">,
  direction: Direction,
): SelectQueryBuilder<Tables, Table, Row> {
  const columns = [...key.map(([column]) => column), id];
  return columns.reduce((ordered, column) => ordered.orderBy(sql.ref(column), direction), query);
}
