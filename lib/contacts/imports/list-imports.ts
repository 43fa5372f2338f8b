import type { Context } from "@/lib/db/context";
import { countListed } from "@/lib/db/count-listed";
import { instantText } from "@/lib/db/instant-text";
import { isBeyond } from "@/lib/db/is-beyond";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import type { ListTotal } from "@/lib/platform/list-total";
import { oneOf } from "@/lib/platform/one-of";
import { type ContactCursor, encodeContactCursor } from "../contact-cursor";
import type { ImportListItem } from "./import-detail";
import { importStatuses } from "./import-status";

const importsPerPage = 50;

type Row = Awaited<ReturnType<typeof readPage>>[number];

export type ImportPage = {
  imports: ImportListItem[];
  nextCursor: string | null;
  previousCursor: string | null;
  total: ListTotal;
};

/** A page of the tenant's imports by keyset, newest first. */
export async function listImports(ctx: Context, input: { cursor?: ContactCursor | null } = {}): Promise<ImportPage> {
  const { userId } = requirePermission(ctx, "contact.read");
  const { cursor = null } = input;
  const isBefore = cursor?.direction === "before";
  const { rows, total } = await ctx.db.tenant(userId, async (tx) => ({
    rows: await readPage(tx, userId, cursor),
    total: await countListed(tx, importsOf(tx, userId)),
  }));
  const hasMore = rows.length > importsPerPage;
  // The way back ends at the first page, filled up with whatever has come since.
  if (isBefore && !hasMore) return listImports(ctx);
  const shown = rows.slice(0, importsPerPage);
  if (isBefore) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  const cursorAt = ({ key, id }: Row, direction: ContactCursor["direction"]) =>
    encodeContactCursor({ sort: "newest", direction, key, id });
  return {
    imports: shown.map(toListItem),
    previousCursor: first && cursor ? cursorAt(first, "before") : null,
    nextCursor: last && (hasMore || isBefore) ? cursorAt(last, "after") : null,
    total,
  };
}

const importsOf = ({ kysely }: Transaction, userId: string) =>
  kysely.selectFrom("contact_imports").where("user_id", "=", userId);

function readPage(tx: Transaction, userId: string, cursor: ContactCursor | null) {
  const order = cursor?.direction === "before" ? "asc" : "desc";
  const page = importsOf(tx, userId)
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
    ])
    .orderBy("created_at", order)
    .orderBy("id", order)
    .limit(importsPerPage + 1);
  if (!cursor) return page.execute();
  return page
    .where(
      isBeyond(order, [
        ["created_at", "timestamptz", cursor.key],
        ["id", "uuid", cursor.id],
      ]),
    )
    .execute();
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
