import type { Transaction } from "@/lib/db/transaction";

const rowsPerFetch = 200;

/** A column with what the database says of it. */
export type ExportedColumn = { name: string; about: string; isNumeric: boolean };

/** The columns of a table that the transaction's role may read and that say something: what is secret is not granted to it, and a computed one repeats others. */
export async function readableColumns(tx: Transaction, table: string): Promise<ExportedColumn[]> {
  const { rows } = await tx.query<ExportedColumn>(
    `SELECT a.attname AS name, coalesce(col_description(a.attrelid, a.attnum), '') AS about,
       a.atttypid = 'numeric'::regtype AS "isNumeric"
     FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       AND has_column_privilege(a.attrelid, a.attnum, 'SELECT') ORDER BY a.attnum`,
    [table],
  );
  return rows;
}

export type Row = Record<string, unknown>;

/** The rows of a statement, a few hundred at a time, by a cursor: however many there are, memory holds those few. */
export async function* readRows(tx: Transaction, statement: string, params: readonly unknown[]): AsyncGenerator<Row[]> {
  await tx.query(`DECLARE exported NO SCROLL CURSOR FOR ${statement}`, [...params]);
  for (;;) {
    const { rows } = await tx.query<Row>(`FETCH ${rowsPerFetch} FROM exported`);
    if (rows.length > 0) yield rows;
    if (rows.length < rowsPerFetch) break;
  }
  await tx.query("CLOSE exported");
}
