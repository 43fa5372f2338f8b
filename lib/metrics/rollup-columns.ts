import { type AliasedRawBuilder, sql } from "kysely";
import type { Rollup } from "./declaration";
import { columnOf, type FieldOf, fieldsOf } from "./kept-in";
import { counters } from "./registry";

/** The counters that pages read of a row of a rollup, each under the name of its field. */
export function columnsOf<R extends Rollup>(rollup: R): AliasedRawBuilder<number, FieldOf<R>>[] {
  return fieldsOf(rollup).map((field) => sql.ref<number>(columnOf(counters[field], rollup)).as(field));
}

/** The same of many rows together; `fields` are all unless fewer are wanted. */
export function sumsOf<R extends Rollup, Field extends FieldOf<R> = FieldOf<R>>(
  rollup: R,
  fields: readonly Field[],
): AliasedRawBuilder<number, Field>[] {
  return fields.map((field) => sql<number>`sum(${sql.ref(columnOf(counters[field], rollup))})::integer`.as(field));
}
