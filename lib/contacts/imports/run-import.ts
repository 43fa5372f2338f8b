import type { Context } from "@/lib/access/context";
import type { Transaction } from "@/lib/db/transaction";
import { lockContacts } from "../lock-contacts";
import { importedColumns, judged, knownContacts, newValue, withoutNestedLoops } from "./_judgement";
import { type ImportWork, isLeftOut, isNumberless, lockImport } from "./_scope";
import { rowsPerBatch } from "./import-limits";
import { markSameContacts } from "./mark-same-contacts";

type Named = { userId: string; importId: string };

/** Places of the rows of a batch: after `from`, up to `to`. */
type Span = { from: number; to: number };

/**
 * Applies the verdicts of an import's rows, one transaction per batch, and records its progress with each: a killed run continues there,
 * and two concurrent runs take turns. Whether a contact is known is checked again, under the lock of the tenant's contacts. Returns how
 * many rows it processed.
 * @throws when `signal` is aborted, between two batches.
 */
export async function runImport(ctx: Pick<Context, "db">, named: Named, signal?: AbortSignal): Promise<number> {
  let total = 0;
  for (;;) {
    signal?.throwIfAborted();
    const done = await ctx.db.tenant(named.userId, (tx) => runBatch(tx, named));
    if (done === null) return total;
    total += done;
  }
}

/** @returns how many rows it did, or null when there is nothing to do. */
async function runBatch(tx: Transaction, named: Named): Promise<number | null> {
  await lockContacts(tx, named.userId);
  const work = await lockImport(tx, named, "running");
  if (!work) return null;
  const span = { from: work.rowsDone, to: Math.min(work.rowsDone + rowsPerBatch, work.rowCount) };
  if (work.isCancelled) await skipSpan(tx, named, span);
  const { created, numberless, leftOut, updated } = work.isCancelled ? none : await writeSpan(tx, named, work, span);
  const count = span.to - span.from;
  const end = work.isCancelled ? "cancelled" : "finished";
  await tx.query(
    `UPDATE contact_imports SET rows_done = $3, created_count = created_count + $4, updated_count = updated_count + $5,
       skipped_count = skipped_count + $6, numberless_count = numberless_count + $8, left_out_count = left_out_count + $9,
       status = CASE WHEN $3 = row_count THEN $7 ELSE status END,
       finished_at = CASE WHEN $3 = row_count THEN clock_timestamp() END
     WHERE user_id = $1 AND id = $2`,
    [named.userId, named.importId, span.to, created, updated, count - created - updated, end, numberless, leftOut],
  );
  return count;
}

type Written = { created: number; numberless: number; leftOut: number; updated: number };
const none: Written = { created: 0, numberless: 0, leftOut: 0, updated: 0 };

const ofSpan = "r.user_id = $1 AND r.import_id = $2 AND r.row_number > $3 AND r.row_number <= $4";

async function skipSpan(tx: Transaction, { userId, importId }: Named, { from, to }: Span): Promise<void> {
  await tx.query(
    `UPDATE contact_import_rows r SET verdict = 'skip', reason = 'cancelled' WHERE ${ofSpan} AND verdict <> 'skip'`,
    [userId, importId, from, to],
  );
}

async function writeSpan(tx: Transaction, named: Named, work: ImportWork, { from, to }: Span): Promise<Written> {
  const params = [named.userId, named.importId, from, to];
  await tx.query(withoutNestedLoops);
  await judgeAgain(tx, named, work, params);
  const created = await tx.query(
    `INSERT INTO contacts (id, user_id, name, phone_number, phone_extension, email, company, notes, auto_creation_source, import_id)
     SELECT r.target_contact, r.user_id, r.name, r.phone_number, r.phone_extension, r.email, r.company, r.notes, 'manual', r.import_id
     FROM contact_import_rows r WHERE ${ofSpan} AND r.verdict = 'create' ORDER BY r.row_number
     ON CONFLICT DO NOTHING`,
    params,
  );
  await skipTaken(tx, params, created.rowCount ?? 0);
  const targets = await tx.query<{ ids: string[] }>(
    `SELECT ARRAY (SELECT r.target_contact FROM contact_import_rows r WHERE ${ofSpan} AND r.verdict = 'update') AS ids`,
    params,
  );
  const ids = targets.rows[0]?.ids ?? [];
  const updated = ids.length === 0 ? 0 : await updateKnown(tx, work, [...params, ids]);
  const { rows } = await tx.query<{ numberless: number; leftOut: number }>(
    `SELECT count(*) FILTER (WHERE ${isNumberless}) AS numberless,
       count(*) FILTER (WHERE ${isLeftOut}) AS "leftOut"
     FROM contact_import_rows r WHERE ${ofSpan}`,
    params,
  );
  return {
    created: created.rowCount ?? 0,
    updated,
    numberless: rows[0]?.numberless ?? 0,
    leftOut: rows[0]?.leftOut ?? 0,
  };
}

/** Records what is replaced before it is. */
async function updateKnown(tx: Transaction, work: ImportWork, params: unknown[]): Promise<number> {
  const pairs = importedColumns.map((column) => {
    const value = newValue(column, work.rule);
    return `CASE WHEN ${value} IS DISTINCT FROM nullif(k.${column}, '')
      THEN jsonb_build_object('${column}', jsonb_build_array(k.${column}, ${value})) ELSE '{}' END`;
  });
  await tx.query(
    `UPDATE contact_import_rows r SET former = ${pairs.join(" || ")}
     FROM contacts k WHERE ${ofSpan} AND r.verdict = 'update' AND k.user_id = $1 AND k.id = ANY ($5::uuid[]) AND k.id = r.target_contact`,
    params,
  );
  const updated = await tx.query(
    `UPDATE contacts k SET ${importedColumns.map((column) => `${column} = ${newValue(column, work.rule)}`).join(", ")}
     FROM contact_import_rows r
     WHERE ${ofSpan} AND r.verdict = 'update' AND k.user_id = $1 AND k.id = ANY ($5::uuid[]) AND k.id = r.target_contact`,
    params,
  );
  return updated.rowCount ?? 0;
}

/** Contacts may have been added, changed or deleted since the check. Rows that were to be skipped are skipped, as the preview showed. */
async function judgeAgain(tx: Transaction, named: Named, work: ImportWork, params: unknown[]): Promise<void> {
  const rows = `(SELECT r.*, CASE WHEN r.verdict = 'create' THEN r.target_contact ELSE uuid_v7() END AS own_id
    FROM contact_import_rows r WHERE ${ofSpan} AND r.verdict <> 'skip' OFFSET 0) r`;
  const reached = await tx.query<{ phones: string[]; emails: string[] }>(
    `SELECT array_remove(array_agg(r.phone_number), NULL) AS phones, array_remove(array_agg(r.email), NULL) AS emails
     FROM contact_import_rows r WHERE ${ofSpan} AND r.verdict <> 'skip'`,
    params,
  );
  const { phones, emails } = reached.rows[0] ?? { phones: null, emails: null };
  const { rowCount } = await tx.query(
    `WITH ${knownContacts("$5", "$6")}, n AS MATERIALIZED (
       SELECT r.row_number, v.* FROM ${judged(rows, work.rule)}
       WHERE (v.verdict, v.target_contact) IS DISTINCT FROM (r.verdict::text, r.target_contact)
     )
     UPDATE contact_import_rows t SET verdict = n.verdict, reason = n.reason, target_contact = n.target_contact
     FROM n WHERE t.user_id = $1 AND t.import_id = $2 AND t.row_number = n.row_number`,
    [...params, phones ?? [], emails ?? []],
  );
  if (rowCount) await markSameContacts(tx, named);
}

/** Writers that hold the lock cannot take a number in between; the counts must stay right even for a writer that does not. */
async function skipTaken(tx: Transaction, params: unknown[], created: number): Promise<void> {
  const { rows } = await tx.query<{ meant: number }>(
    `SELECT count(*) AS meant FROM contact_import_rows r WHERE ${ofSpan} AND r.verdict = 'create'`,
    params,
  );
  if (rows[0]?.meant === created) return;
  await tx.query(
    `UPDATE contact_import_rows r SET verdict = 'skip', reason = 'taken'
     WHERE ${ofSpan} AND r.verdict = 'create' AND NOT EXISTS (SELECT FROM contacts c WHERE c.user_id = $1 AND c.id = r.target_contact)`,
    params,
  );
}
