import { type RawBuilder, sql } from "kysely";

/** A column of a list's order, with the value and the type that it has at a place of the list. */
export type KeyPart = readonly [
  column: string,
  type: "date" | "integer" | "text" | "timestamptz" | "uuid",
  value: unknown,
];

/** Whether a row lies behind a place of a list that goes up or down by all of these columns. */
export function isBeyond(order: "asc" | "desc", place: readonly KeyPart[]): RawBuilder<boolean> {
  const columns = place.map(([column]) => sql.ref(column));
  const values = place.map(([, type, value]) => sql`${value}::${sql.raw(type)}`);
  return sql<boolean>`(${sql.join(columns)}) ${sql.raw(order === "asc" ? ">" : "<")} (${sql.join(values)})`;
}
