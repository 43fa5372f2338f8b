import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { countListed } from "@/lib/lists/count-listed";
import type { Cursor } from "@/lib/lists/cursor";
import { instantText } from "@/lib/lists/instant-text";
import { inOrder, type ListOrder } from "@/lib/lists/list-order";
import type { ListTotal } from "@/lib/lists/list-total";
import { readKeysetPage, type Slice } from "@/lib/lists/read-keyset-page";
import { oneOf } from "@/lib/platform/one-of";
import type { ImportListItem } from "./import-detail";
import { importStatuses } from "./import-status";

const importsPerPage = 50;

/** The order of the list. */
export const importOrder = {
  name: "newest",
  direction: "desc",
  key: [["created_at", "timestamptz"]],
  id: "id",
} as const satisfies ListOrder;

export type ImportPage = {
  imports: ImportListItem[];
  nextCursor: string | null;
  previousCursor: string | null;
  total: ListTotal;
};

/** A page of the tenant's imports, newest first. */
export async function listImports(ctx: Context, input: { cursor?: Cursor | null } = {}): Promise<ImportPage> {
  const { userId } = requirePermission(ctx, "contact.read");
  const { cursor = null } = input;
  const { page, total } = await ctx.db.tenant(userId, async (tx) => ({
    page: await readKeysetPage({
      order: importOrder,
      cursor,
      limit: importsPerPage,
      read: (slice) => readPage(tx, userId, slice),
      cursorOf: ({ key, id }) => ({ key: [key], id }),
    }),
    total: await countListed(tx, importsOf(tx, userId)),
  }));
  const { rows, ...cursors } = page;
  return { imports: rows.map(toListItem), ...cursors, total };
}

type Row = Awaited<ReturnType<typeof readPage>>[number];

const importsOf = ({ kysely }: Transaction, userId: string) =>
  kysely.selectFrom("contact_imports").where("user_id", "=", userId);

function readPage(tx: Transaction, userId: string, { direction, beyond, limit }: Slice) {
  const page = importsOf(tx, userId)
    .where((i) => i.and(beyond))
    .select([
      "id",
      "status",
      "file_name as fileName",
      "row_count as rows",
      "created_count as created",
      "numberless_count as numberless",
      "left_out_count as leftOut",
      "updated_count as updated",
      "skipped_count as skipped",
      "undone_count as undone",
      "kept_count as kept",
      "rows_done as rowsDone",
      "created_at as createdAt",
      instantText("created_at").as("key"),
      "finished_at as finishedAt",
      "undone_at as undoneAt",
    ]);
  return inOrder(page, importOrder, direction).limit(limit).execute();
}

function toListItem({ key: _key, createdAt, finishedAt, undoneAt, ...row }: Row): ImportListItem {
  const { rows, created, numberless, leftOut, updated, skipped, undone, kept, id, status, fileName, rowsDone } = row;
  return {
    id,
    status: oneOf(importStatuses, status),
    fileName,
    rowsDone,
    counts: { rows, created, numberless, leftOut, updated, skipped, undone, kept },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    undoneAt: undoneAt?.toISOString() ?? null,
  };
}
