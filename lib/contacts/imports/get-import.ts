import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { ImportId, importNotFound, selectImport } from "./_scope";
import { FileColumn } from "./files/file-columns";
import { guessMapping } from "./files/guess-mapping";
import type { ImportDetail } from "./import-detail";
import { isWithin } from "./import-fields";
import { ImportMapping } from "./import-mapping";
import { importStatuses, knownContactRules } from "./import-status";

/** What is kept as JSON, and what its constraint keeps to a few words. */
const Kept = z.object({
  status: z.enum(importStatuses),
  columns: z.array(FileColumn),
  mapping: ImportMapping,
  knownContacts: z.enum(knownContactRules),
});

/**
 * An import of the tenant, with how its columns are or may be mapped.
 * @throws AppError NOT_FOUND for one that is not theirs.
 */
export async function getImport(ctx: Context, input: { id: string }): Promise<ImportDetail> {
  const { userId } = requirePermission(ctx, "contact.read");
  if (!ImportId.safeParse(input).success) throw importNotFound();
  return ctx.db.tenant(userId, async (tx) => {
    const found = await readImport(tx, userId, input.id);
    if (!found) throw importNotFound();
    const { digest, rows, created, numberless, leftOut, updated, skipped, undone, kept, ...row } = found;
    const read = { ...row, ...Kept.parse(row) };
    return {
      ...read,
      ...(await mappingOf(tx, userId, { ...read, digest })),
      counts: { rows, created, numberless, leftOut, updated, skipped, undone, kept },
      createdAt: row.createdAt.toISOString(),
      startedAt: row.startedAt?.toISOString() ?? null,
      finishedAt: row.finishedAt?.toISOString() ?? null,
      undoneAt: row.undoneAt?.toISOString() ?? null,
    };
  });
}

function readImport(tx: Transaction, userId: string, id: string) {
  return selectImport(tx, userId, id)
    .select((eb) => [
      "id",
      "status",
      "file_name as fileName",
      "file_bytes as fileBytes",
      "encoding",
      "separator",
      "has_header as hasHeader",
      "columns",
      "header_digest as digest",
      "mapping",
      "known_contacts as knownContacts",
      "country",
      "row_count as rows",
      "created_count as created",
      "numberless_count as numberless",
      "left_out_count as leftOut",
      "updated_count as updated",
      "skipped_count as skipped",
      "undone_count as undone",
      "kept_count as kept",
      "rows_done as rowsDone",
      "failure",
      eb("cancel_requested_at", "is not", null).$castTo<boolean>().as("isCancelling"),
      eb
        .and([
          eb("status", "in", ["finished", "cancelled"]),
          eb("storage_key", "is not", null),
          eb(eb("created_count", "+", eb.ref("updated_count")), ">", 0),
        ])
        .$castTo<boolean>()
        .as("canUndo"),
      "created_at as createdAt",
      "started_at as startedAt",
      "finished_at as finishedAt",
      "undone_at as undoneAt",
    ])
    .executeTakeFirst();
}

type Mapped = Pick<ImportDetail, "mapping" | "mappingFrom" | "knownContacts">;

async function mappingOf(
  tx: Transaction,
  userId: string,
  row: z.infer<typeof Kept> & { digest: string; country: string | null },
): Promise<Mapped> {
  const { mapping, columns, digest, knownContacts, country } = row;
  if (Object.keys(mapping).length > 0) return { mapping, mappingFrom: "chosen", knownContacts };
  const former = await tx.kysely
    .selectFrom("contact_imports")
    .select(["mapping", "known_contacts as knownContacts"])
    .where("user_id", "=", userId)
    .where("header_digest", "=", digest)
    .where("header_digest", "<>", "")
    .where("mapping", "<>", "{}")
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  const remembered = Kept.pick({ mapping: true, knownContacts: true }).safeParse(former);
  if (remembered.success && isWithin(remembered.data.mapping, columns.length))
    return { ...remembered.data, mappingFrom: "remembered" };
  return { mapping: guessMapping(columns, country), mappingFrom: "guessed", knownContacts };
}
