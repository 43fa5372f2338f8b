import type { Kysely, RawBuilder } from "kysely";
import type { DB } from "./generated-tables/tables";

/** The value of one expression. */
export async function readValue<T>(kysely: Kysely<DB>, expression: RawBuilder<T>): Promise<T> {
  const { value } = await kysely
    .selectNoFrom(expression.as("value"))
    // The column is of the expression's own type, which Kysely does not see through while that is not known.
    .$castTo<{ value: T }>()
    .executeTakeFirstOrThrow();
  return value;
}
