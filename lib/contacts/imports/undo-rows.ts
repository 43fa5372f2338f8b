import type { Context } from "@/lib/access/context";
import type { Transaction } from "@/lib/db/transaction";
import { lockContacts } from "../lock-contacts";
import { importedColumns, withoutNestedLoops } from "./_judgement";
import { lockImport } from "./_scope";

/** Why undoing left a contact unchanged, fully or partly. */
export const undoReasons = ["changed", "called", "customer", "number_taken"] as const;
export type UndoReason = (typeof undoReasons)[number];

type Named = { userId: string; importId: string };

/** Each contact that goes is a statement on calls with its triggers: fewer of them a transaction than when they came. */
const rowsPerUndo = 1_000;

/**
 * Undoes an import, one transaction per batch, continuing where an earlier run ended. Contacts that it created and nobody has changed since
 * are deleted; fields that it changed get their former values, unless somebody has changed them since. Returns how many rows it examined.
 * @throws when `signal` is aborted, between two batches.
 */
export async function undoRows(ctx: Pick<Context, "db">, named: Named, signal?: AbortSignal): Promise<number> {
  let total = 0;
  for (;;) {
    signal?.throwIfAborted();
    const done = await ctx.db.tenant(named.userId, (tx) => undoBatch(tx, named));
    if (done === null) return total;
    total += done;
  }
}

async function undoBatch(tx: Transaction, named: Named): Promise<number | null> {
  await lockContacts(tx, named.userId);
  const work = await lockImport(tx, named, "undoing");
  if (!work) return null;
  const to = Math.min(work.rowsDone + rowsPerUndo, work.rowCount);
  const span = [named.userId, named.importId, work.rowsDone, to];
  await tx.query(withoutNestedLoops);
  const targets = await tx.query<{ ids: string[] }>(
    `SELECT ARRAY (SELECT r.target_contact FROM contact_import_rows r WHERE ${ofSpan} AND r.verdict <> 'skip') AS ids`,
    span,
  );
  const params = [...span, targets.rows[0]?.ids ?? []];
  const removed = await removeCreated(tx, params);
  const restored = await restoreUpdated(tx, params);
  const { rows } = await tx.query<{ kept: number }>(
    `SELECT count(*) AS kept FROM contact_import_rows r WHERE ${ofSpan} AND r.undo_reason IS NOT NULL`,
    span,
  );
  await tx.query(
    `UPDATE contact_imports SET rows_done = $3, undone_count = undone_count + $4, kept_count = kept_count + $5,
       status = CASE WHEN $3 = row_count THEN 'undone' ELSE status END,
       undone_at = CASE WHEN $3 = row_count THEN clock_timestamp() END
     WHERE user_id = $1 AND id = $2`,
    [named.userId, named.importId, to, removed + restored, rows[0]?.kept ?? 0],
  );
  return to - work.rowsDone;
}

const ofSpan = "r.user_id = $1 AND r.import_id = $2 AND r.row_number > $3 AND r.row_number <= $4";

/** As a value it is looked up for one contact after another; as EXISTS it would be joined with all calls of the tenant. */
const isCalled = "(SELECT true FROM calls k WHERE k.user_id = $1 AND k.contact_id = c.id LIMIT 1)";

async function removeCreated(tx: Transaction, params: unknown[]): Promise<number> {
  const changed = importedColumns.map((column) => `c.${column} IS DISTINCT FROM r.${column}`).join(" OR ");
  await tx.query(
    `UPDATE contact_import_rows r SET undo_reason = CASE WHEN c.is_customer THEN 'customer'
       WHEN ${isCalled} THEN 'called' ELSE 'changed' END
     FROM contacts c
     WHERE ${ofSpan} AND r.verdict = 'create' AND c.user_id = $1 AND c.id = ANY ($5::uuid[]) AND c.id = r.target_contact
       AND (c.is_customer OR ${changed} OR coalesce(${isCalled}, false))`,
    params,
  );
  const { rowCount } = await tx.query(
    `DELETE FROM contacts c USING contact_import_rows r
     WHERE ${ofSpan} AND r.verdict = 'create' AND r.undo_reason IS NULL AND c.user_id = $1 AND c.id = ANY ($5::uuid[]) AND c.id = r.target_contact`,
    params,
  );
  return rowCount ?? 0;
}

/** A field goes back where it still is what the import made of it, and, of a number, where no other contact has the former one. */
async function restoreUpdated(tx: Transaction, params: unknown[]): Promise<number> {
  const isTaken = `EXISTS (SELECT FROM contacts o WHERE o.user_id = $1 AND o.phone_number = r.former->'phone_number'->>0 AND o.id <> c.id)`;
  const mayGoBack = (column: string) =>
    `(r.former ? '${column}' AND c.${column} IS NOT DISTINCT FROM r.former->'${column}'->>1${column === "phone_number" ? ` AND NOT ${isTaken}` : ""})`;
  const value = (column: string) =>
    `CASE WHEN ${mayGoBack(column)} THEN r.former->'${column}'->>0 ELSE c.${column} END`;
  const ways = importedColumns.map(mayGoBack);
  // Without a name, a number and an address the contact would identify nobody.
  const stays = `(${value("name")} IS NULL AND ${value("phone_number")} IS NULL AND ${value("email")} IS NULL)`;
  const { rows } = await tx.query<{ isRestored: boolean }>(
    `WITH meant AS MATERIALIZED (
       SELECT r.row_number, c.id, NOT ${stays} AND (${ways.join(" OR ")}) AS "isRestored",
         ${stays} OR (${importedColumns.map((column) => `r.former ? '${column}' AND NOT ${mayGoBack(column)}`).join(" OR ")}) AS "isKept",
         r.former ? 'phone_number' AND ${isTaken} AS "isTaken",
         ${importedColumns.map((column) => `${value(column)} AS ${column}`).join(", ")}
       FROM contact_import_rows r JOIN contacts c ON c.user_id = $1 AND c.id = ANY ($5::uuid[]) AND c.id = r.target_contact
       WHERE ${ofSpan} AND r.verdict = 'update'
     ), noted AS (
       UPDATE contact_import_rows t SET undo_reason = CASE WHEN m."isTaken" THEN 'number_taken' ELSE 'changed' END
       FROM meant m WHERE m."isKept" AND t.user_id = $1 AND t.import_id = $2 AND t.row_number = m.row_number
     ), restored AS (
       UPDATE contacts c SET ${importedColumns.map((column) => `${column} = m.${column}`).join(", ")}
       FROM meant m WHERE m."isRestored" AND c.user_id = $1 AND c.id = m.id
     )
     SELECT "isRestored" FROM meant WHERE "isRestored"`,
    params,
  );
  return rows.length;
}
