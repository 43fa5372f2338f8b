import { type RawBuilder, sql } from "kysely";

/** A column's instant in UTC with the microseconds that PostgreSQL keeps: a JavaScript date would cut them off. */
export const instantText = <T extends string | null = string>(column: string): RawBuilder<T> =>
  sql<T>`to_char(${sql.ref(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
