import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { ImportId, importNotFound } from "./_scope";
import { FileColumn } from "./file-columns";
import { guessMapping } from "./guess-mapping";
import type { ImportDetail } from "./import-detail";
import { isWithin } from "./import-fields";
import { ImportMapping } from "./import-mapping";
import { importStatuses, knownContactRules } from "./import-status";

const Row = z.object({
  id: z.string(),
  status: z.enum(importStatuses),
  fileName: z.string(),
  fileBytes: z.number(),
  encoding: z.string(),
  separator: z.string(),
  hasHeader: z.boolean(),
  columns: z.array(FileColumn),
  digest: z.string(),
  mapping: ImportMapping,
  knownContacts: z.enum(knownContactRules),
  country: z.string().nullable(),
  rows: z.number(),
  created: z.number(),
  numberless: z.number(),
  leftOut: z.number(),
  updated: z.number(),
  skipped: z.number(),
  undone: z.number(),
  kept: z.number(),
  rowsDone: z.number(),
  failure: z.string().nullable(),
  isCancelling: z.boolean(),
  canUndo: z.boolean(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  undoneAt: z.date().nullable(),
});

/**
 * An import of the tenant, with how its columns are or may be mapped.
 * @throws AppError NOT_FOUND for one that is not theirs.
 */
export async function getImport(ctx: Context, input: { id: string }): Promise<ImportDetail> {
  const { userId } = requirePermission(ctx, "contact.read");
  if (!ImportId.safeParse(input).success) throw importNotFound();
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query(
      `SELECT id, status, file_name AS "fileName", file_bytes AS "fileBytes", encoding, separator, has_header AS "hasHeader", columns,
         header_digest AS digest, mapping, known_contacts AS "knownContacts", country, row_count AS rows, created_count AS created,
         numberless_count AS numberless, left_out_count AS "leftOut",
         updated_count AS updated, skipped_count AS skipped, undone_count AS undone, kept_count AS kept, rows_done AS "rowsDone", failure,
         cancel_requested_at IS NOT NULL AS "isCancelling",
         status IN ('finished', 'cancelled') AND storage_key IS NOT NULL AND created_count + updated_count > 0 AS "canUndo",
         created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt", undone_at AS "undoneAt"
       FROM contact_imports WHERE user_id = $1 AND id = $2`,
      [userId, input.id],
    );
    if (!rows[0]) throw importNotFound();
    const {
      digest,
      rows: count,
      created,
      numberless,
      leftOut,
      updated,
      skipped,
      undone,
      kept,
      ...row
    } = Row.parse(rows[0]);
    return {
      ...row,
      ...(await mappingOf(tx, userId, { ...row, digest })),
      counts: { rows: count, created, numberless, leftOut, updated, skipped, undone, kept },
      createdAt: row.createdAt.toISOString(),
      startedAt: row.startedAt?.toISOString() ?? null,
      finishedAt: row.finishedAt?.toISOString() ?? null,
      undoneAt: row.undoneAt?.toISOString() ?? null,
    };
  });
}

type Mapped = Pick<ImportDetail, "mapping" | "mappingFrom" | "knownContacts">;

async function mappingOf(
  tx: Transaction,
  userId: string,
  row: Pick<z.infer<typeof Row>, "mapping" | "columns" | "digest" | "knownContacts" | "country">,
): Promise<Mapped> {
  const { mapping, columns, digest, knownContacts, country } = row;
  if (Object.keys(mapping).length > 0) return { mapping, mappingFrom: "chosen", knownContacts };
  const { rows } = await tx.query<{ mapping: unknown; knownContacts: unknown }>(
    `SELECT mapping, known_contacts AS "knownContacts" FROM contact_imports
     WHERE user_id = $1 AND header_digest = $2 AND header_digest <> '' AND mapping <> '{}' ORDER BY created_at DESC LIMIT 1`,
    [userId, digest],
  );
  const remembered = z.object({ mapping: ImportMapping, knownContacts: z.enum(knownContactRules) }).safeParse(rows[0]);
  if (remembered.success && isWithin(remembered.data.mapping, columns.length))
    return { ...remembered.data, mappingFrom: "remembered" };
  return { mapping: guessMapping(columns, country), mappingFrom: "guessed", knownContacts };
}
