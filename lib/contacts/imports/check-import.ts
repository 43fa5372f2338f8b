import { setImmediate as nextTurn } from "node:timers/promises";
import type { Context } from "@/lib/access/context";
import { type Columns, rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";
import { CsvFault } from "@/lib/platform/csv/csv-reader";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import type { Objects, Storage } from "@/lib/storage/storage";
import { moderniseNumbers } from "../modernise-numbers";
import { judged, knownContacts, withoutNestedLoops } from "./_judgement";
import { type ImportWork, isLeftOut, isNumberless, lockImport } from "./_scope";
import { createDuplicateFinder } from "./duplicates";
import { readFile } from "./files/read-file";
import { rowsPerBatch } from "./import-limits";
import { type LeftOut, type ReadRow, readRow, type SkipReason } from "./import-row";
import { markSameContacts } from "./mark-same-contacts";

type Named = { userId: string; importId: string };

/** A row of the file with what the file alone says about it. */
type CheckedRow = ReadRow["values"] & {
  rowNumber: number;
  line: number;
  leftOut: LeftOut[];
  reason: SkipReason | null;
  otherLine: number | null;
};

const columns: Columns<CheckedRow> = {
  row_number: { type: "integer", value: (row) => row.rowNumber },
  line: { type: "integer", value: (row) => row.line },
  name: { type: "text", value: (row) => row.name },
  phone_number: { type: "text", value: (row) => row.phone },
  email: { type: "text", value: (row) => row.email },
  company: { type: "text", value: (row) => row.company },
  notes: { type: "text", value: (row) => row.notes },
  phone_extension: { type: "text", value: (row) => row.extension },
  left_out: { type: "text", value: (row) => (row.leftOut.length === 0 ? null : JSON.stringify(row.leftOut)) },
  fault: { type: "text", value: (row) => row.reason },
  other_line: { type: "integer", value: (row) => row.otherLine },
  own_id: { type: "uuid", value: (row) => (row.reason === null ? newId() : null) },
};

const readingsPerTurn = 250;

/**
 * Reads the file of an import by its mapping and records what each row would become. A new check deletes the results of an earlier one,
 * which stops if it is still running. Returns the number of rows.
 */
export async function checkImport(
  ctx: Pick<Context, "db">,
  named: Named,
  storage: Storage,
  signal?: AbortSignal,
): Promise<number> {
  const workId = newId();
  const work = await begin(ctx, named, workId);
  if (!work) return 0;
  try {
    let writing: Promise<boolean> = Promise.resolve(true);
    for await (const batch of batchesOf(work, storage.of(named.userId))) {
      signal?.throwIfAborted();
      // While the database writes a batch, the next one is read.
      if (!(await writing)) return 0;
      writing = writeBatch(ctx, named, { work, workId, batch });
      writing.catch(() => undefined);
    }
    if (!(await writing)) return 0;
    await finish(ctx, named, workId);
    return work.rowCount;
  } catch (error) {
    const said = error instanceof CsvFault || error instanceof AppError ? error.message : null;
    if (said === null) throw error;
    await fail(ctx, named, said);
    return 0;
  }
}

async function begin({ db }: Pick<Context, "db">, named: Named, workId: string): Promise<ImportWork | null> {
  return db.tenant(named.userId, async (tx) => {
    const work = await lockImport(tx, named, "checking");
    if (!work) return null;
    await tx.query("DELETE FROM contact_import_rows WHERE user_id = $1 AND import_id = $2", [
      named.userId,
      named.importId,
    ]);
    await tx.query("UPDATE contact_imports SET work_id = $3, rows_done = 0 WHERE user_id = $1 AND id = $2", [
      named.userId,
      named.importId,
      workId,
    ]);
    return work;
  });
}

async function* batchesOf(work: ImportWork, storage: Objects): AsyncGenerator<CheckedRow[]> {
  const duplicates = createDuplicateFinder();
  const { mapping, country, storageKey, encoding, separator, hasHeader } = work;
  let header: string | null = null;
  let rowNumber = 0;
  let batch: CheckedRow[] = [];
  if (storageKey === null) throw new AppError("NOT_FOUND", "The uploaded file is no longer there.");
  for await (const rows of readFile(storage, { storageKey, encoding, separator })) {
    for (const { line, cells } of rows) {
      const text = cells.join("\0");
      if (hasHeader && header === null) {
        header = text;
        continue;
      }
      rowNumber += 1;
      const read: ReadRow = readRow(cells, mapping, country);
      if (text === header) read.leftOut = [];
      const reason = text === header ? "repeats_header" : read.reason;
      const otherLine = reason === null ? duplicates.find(read.values, line) : null;
      batch.push({
        ...read.values,
        leftOut: read.leftOut,
        rowNumber,
        line,
        otherLine,
        reason: otherLine === null ? reason : "same_row",
      });
      if (rowNumber % readingsPerTurn === 0) await nextTurn();
      if (batch.length < rowsPerBatch) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** @returns whether this is still the check that counts. */
async function writeBatch(
  { db }: Pick<Context, "db">,
  { userId, importId }: Named,
  { work, workId, batch }: { work: ImportWork; workId: string; batch: readonly CheckedRow[] },
): Promise<boolean> {
  const phones = batch.flatMap(({ phone }) => phone ?? []);
  const emails = batch.flatMap(({ email }) => email ?? []);
  const first = [userId, importId, phones, emails];
  const { from, params } = rowsParameter(batch, columns, first.length);
  return db.tenant(userId, async (tx) => {
    if (!(await isCurrent(tx, { userId, importId }, workId))) return false;
    await moderniseNumbers(
      tx,
      phones.map((phoneNumber) => ({ userId, phoneNumber })),
    );
    await tx.query(withoutNestedLoops);
    await tx.query(
      `WITH ${knownContacts("$3", "$4")}
       INSERT INTO contact_import_rows (import_id, user_id, row_number, line, name, phone_number, phone_extension, email, company,
         notes, left_out, verdict, reason, other_line, target_contact)
       SELECT $2, $1, r.row_number, r.line, r.name, r.phone_number, r.phone_extension, r.email, r.company,
         r.notes, r.left_out::jsonb, CASE WHEN r.fault IS NULL THEN v.verdict ELSE 'skip' END, coalesce(r.fault, v.reason), r.other_line, v.target_contact
       FROM ${judged(from, work.rule)}`,
      [...first, ...params],
    );
    await tx.query("UPDATE contact_imports SET rows_done = rows_done + $3 WHERE user_id = $1 AND id = $2", [
      userId,
      importId,
      batch.length,
    ]);
    return true;
  });
}

async function isCurrent(tx: Transaction, named: Named, workId: string): Promise<boolean> {
  return (await lockImport(tx, named, "checking"))?.workId === workId;
}

async function finish({ db }: Pick<Context, "db">, named: Named, workId: string): Promise<void> {
  const { userId, importId } = named;
  await db.tenant(userId, async (tx) => {
    if (!(await isCurrent(tx, named, workId))) return;
    await markSameContacts(tx, named);
    await tx.query(
      `UPDATE contact_imports i SET status = 'checked', created_count = n.created, numberless_count = n.numberless,
         left_out_count = n.left_out, updated_count = n.updated, skipped_count = n.skipped
       FROM (SELECT count(*) FILTER (WHERE verdict = 'create') AS created, count(*) FILTER (WHERE ${isNumberless}) AS numberless,
         count(*) FILTER (WHERE ${isLeftOut}) AS left_out,
         count(*) FILTER (WHERE verdict = 'update') AS updated,
         count(*) FILTER (WHERE verdict = 'skip') AS skipped
         FROM contact_import_rows WHERE user_id = $1 AND import_id = $2) n
       WHERE i.user_id = $1 AND i.id = $2`,
      [userId, importId],
    );
  });
}

async function fail({ db }: Pick<Context, "db">, { userId, importId }: Named, sentence: string): Promise<void> {
  await db.tenant(userId, (tx) =>
    tx.query(
      "UPDATE contact_imports SET status = 'failed', failure = $3 WHERE user_id = $1 AND id = $2 AND status = 'checking'",
      [userId, importId, sentence],
    ),
  );
}
