import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { countedMax, type ListTotal, toTotal } from "@/lib/platform/list-total";
import { type ContactCursor, encodeContactCursor } from "../contact-cursor";
import type { ImportListItem } from "./import-detail";

const importsPerPage = 50;

type Row = Pick<ImportListItem, "id" | "status" | "fileName" | "rowsDone"> & {
  key: string;
  rows: number;
  created: number;
  numberless: number;
  leftOut: number;
  updated: number;
  skipped: number;
  undone: number;
  kept: number;
  createdAt: Date;
  finishedAt: Date | null;
  undoneAt: Date | null;
};

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
  const order = isBefore ? "ASC" : "DESC";
  const past = cursor ? `AND (created_at, id) ${isBefore ? ">" : "<"} ($3::timestamptz, $4::uuid)` : "";
  const { rows, total } = await ctx.db.tenant(userId, async (tx) => {
    const page = await tx.query<Row>(
      `SELECT id, status, file_name AS "fileName", row_count AS rows, created_count AS created, numberless_count AS numberless,
         left_out_count AS "leftOut", updated_count AS updated,
         skipped_count AS skipped, undone_count AS undone, kept_count AS kept, rows_done AS "rowsDone", created_at AS "createdAt",
         to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key,
         finished_at AS "finishedAt", undone_at AS "undoneAt"
       FROM contact_imports WHERE user_id = $1 ${past}
       ORDER BY created_at ${order}, id ${order} LIMIT $2`,
      [userId, importsPerPage + 1, ...(cursor ? [cursor.key, cursor.id] : [])],
    );
    const counted = await tx.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM (SELECT FROM contact_imports WHERE user_id = $1 LIMIT ${countedMax + 1}) counted`,
      [userId],
    );
    return { rows: page.rows, total: toTotal(counted.rows[0]?.count ?? 0) };
  });
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

function toListItem({ key: _key, createdAt, finishedAt, undoneAt, ...row }: Row): ImportListItem {
  const { rows, created, numberless, leftOut, updated, skipped, undone, kept, id, status, fileName, rowsDone } = row;
  return {
    id,
    status,
    fileName,
    rowsDone,
    counts: { rows, created, numberless, leftOut, updated, skipped, undone, kept },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    undoneAt: undoneAt?.toISOString() ?? null,
  };
}
