import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import type { ImportMapping as Mapping } from "./import-fields";
import { ImportMapping } from "./import-mapping";
import { type ImportStatus, importStatuses, knownContactRules, statusesBeforeBeginning } from "./import-status";

export const importNotFound = () => new AppError("NOT_FOUND", "There is no such import.");
export const importHasBegun = () => new AppError("CONFLICT", "This import has begun and cannot be changed any more.");

/** Of `contact_imports`. */
export const hasNotBegun = `status IN (${statusesBeforeBeginning.map((status) => `'${status}'`).join(", ")})`;

/** Assignments that take back what an import has counted, before its rows are gone through anew. */
export const uncounted = `rows_done = 0, created_count = 0, numberless_count = 0, left_out_count = 0, updated_count = 0, skipped_count = 0`;

/** Conditions on `contact_import_rows`: a contact that gets no number, and one that gets not all that its row says. */
export const isNumberless = "verdict = 'create' AND phone_number IS NULL";
export const isLeftOut = "verdict <> 'skip' AND left_out IS NOT NULL";

/** What an import's steps need to know of it. */
const Work = z.object({
  id: z.uuid(),
  status: z.enum(importStatuses),
  storageKey: z.string().nullable(),
  encoding: z.string(),
  separator: z.string(),
  hasHeader: z.boolean(),
  mapping: ImportMapping,
  rule: z.enum(knownContactRules),
  country: z.string().nullable(),
  rowCount: z.number(),
  rowsDone: z.number(),
  workId: z.uuid().nullable(),
  isCancelled: z.boolean(),
});
export type ImportWork = z.infer<typeof Work>;

/**
 * An import of the tenant as it is now, locked until the transaction ends, so that no two jobs do the same step of it.
 * @returns null when there is none, or when it is at something else than `status`.
 */
export async function lockImport(
  tx: Transaction,
  { userId, importId }: { userId: string; importId: string },
  status: ImportStatus,
): Promise<ImportWork | null> {
  const { rows } = await tx.query(
    `SELECT id, status, storage_key AS "storageKey", encoding, separator, has_header AS "hasHeader", mapping, known_contacts AS rule,
       country, row_count AS "rowCount", rows_done AS "rowsDone", work_id AS "workId", cancel_requested_at IS NOT NULL AS "isCancelled"
     FROM contact_imports WHERE user_id = $1 AND id = $2 AND status = $3 FOR UPDATE`,
    [userId, importId, status],
  );
  return rows[0] ? Work.parse(rows[0]) : null;
}

export const ImportId = z.object({ id: z.uuid() });

/** Column numbers as the database keeps them. */
export const asJson = (mapping: Mapping) => JSON.stringify(mapping);
