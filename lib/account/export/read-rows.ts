import { type Expression, sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";

const rowsPerFetch = 200;

/** A column with what the database says of it. */
export type ExportedColumn = { name: string; about: string; isNumeric: boolean };

/**
 * The columns of a table that the transaction's role may read, without computed ones, which repeat others. Secrets are not granted to the
 * role.
 */
export function readableColumns({ kysely }: Transaction, table: string): Promise<ExportedColumn[]> {
  return kysely
    .selectFrom(sql`pg_attribute`.as("a"))
    .select([
      sql<string>`a.attname`.as("name"),
      sql<string>`coalesce(col_description(a.attrelid, a.attnum), '')`.as("about"),
      sql<boolean>`a.atttypid = 'numeric'::regtype`.as("isNumeric"),
    ])
    .where(
      sql<boolean>`a.attrelid = ${table}::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''`,
    )
    .where(sql<boolean>`has_column_privilege(a.attrelid, a.attnum, 'SELECT')`)
    .orderBy(sql`a.attnum`)
    .execute();
}

/** What the columns of a row hold is known by their names alone. */
export type Row = Record<string, unknown>;

/** The rows of a query, a few hundred at a time, by a cursor: however many there are, memory holds those few. */
export async function* readRows({ kysely }: Transaction, query: Expression<unknown>): AsyncGenerator<Row[]> {
  await sql`DECLARE exported NO SCROLL CURSOR FOR ${query}`.execute(kysely);
  for (;;) {
    const { rows } = await sql<Row>`FETCH ${sql.lit(rowsPerFetch)} FROM exported`.execute(kysely);
    if (rows.length > 0) yield rows;
    if (rows.length < rowsPerFetch) break;
  }
  await sql`CLOSE exported`.execute(kysely);
}
