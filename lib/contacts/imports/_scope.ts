import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { ImportMapping } from "./import-mapping";
import { type ImportStatus, importStatuses, knownContactRules, statusesBeforeBeginning } from "./import-status";

export const importNotFound = () => new AppError("NOT_FOUND", "There is no such import.");
export const importHasBegun = () => new AppError("CONFLICT", "This import has started and can no longer be changed.");

export const hasNotBegun = (status: string): boolean => statusesBeforeBeginning.some((open) => open === status);

/** Resets the counts of an import before its rows are processed again. */
export const uncounted = {
  rows_done: 0,
  created_count: 0,
  numberless_count: 0,
  left_out_count: 0,
  updated_count: 0,
  skipped_count: 0,
} as const;

/** The tenant's import of this id. */
export const selectImport = ({ kysely }: Transaction, userId: string, id: string) =>
  kysely.selectFrom("contact_imports").where("user_id", "=", userId).where("id", "=", id);

/** A change of the tenant's import of this id. */
export const updateImport = ({ kysely }: Transaction, userId: string, id: string) =>
  kysely.updateTable("contact_imports").where("user_id", "=", userId).where("id", "=", id);

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
 * Reads and locks an import of the tenant until the transaction ends, so that no two jobs do the same step.
 * @returns null when there is none, or when it has another status than `status`.
 */
export async function lockImport(
  tx: Transaction,
  { userId, importId }: { userId: string; importId: string },
  status: ImportStatus,
): Promise<ImportWork | null> {
  const work = await selectImport(tx, userId, importId)
    .select((eb) => [
      "id",
      "status",
      "storage_key as storageKey",
      "encoding",
      "separator",
      "has_header as hasHeader",
      "mapping",
      "known_contacts as rule",
      "country",
      "row_count as rowCount",
      "rows_done as rowsDone",
      "work_id as workId",
      eb("cancel_requested_at", "is not", null).as("isCancelled"),
    ])
    .where("status", "=", status)
    .forUpdate()
    .executeTakeFirst();
  return work ? Work.parse(work) : null;
}

export const ImportId = z.object({ id: z.uuid() });
