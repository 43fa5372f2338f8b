import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import type { ImportListItem } from "./import-detail";

const importsPerPage = 50;

type Row = Pick<ImportListItem, "id" | "status" | "fileName" | "rowsDone"> & {
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

/** The tenant's imports, newest first; `before` is the moment before which the page begins. */
export async function listImports(
  ctx: Context,
  input: { before?: Date | null } = {},
): Promise<{ imports: ImportListItem[]; nextBefore: string | null }> {
  const { userId } = requirePermission(ctx, "contact.read");
  const { rows } = await ctx.db.tenant(userId, (tx) =>
    tx.query<Row>(
      `SELECT id, status, file_name AS "fileName", row_count AS rows, created_count AS created, numberless_count AS numberless,
         left_out_count AS "leftOut", updated_count AS updated,
         skipped_count AS skipped, undone_count AS undone, kept_count AS kept, rows_done AS "rowsDone", created_at AS "createdAt",
         finished_at AS "finishedAt", undone_at AS "undoneAt"
       FROM contact_imports WHERE user_id = $1 AND ($2::timestamptz IS NULL OR created_at < $2)
       ORDER BY created_at DESC, id DESC LIMIT $3`,
      [userId, input.before ?? null, importsPerPage + 1],
    ),
  );
  const shown = rows.slice(0, importsPerPage);
  return {
    imports: shown.map(
      ({
        rows: count,
        created,
        numberless,
        leftOut,
        updated,
        skipped,
        undone,
        kept,
        createdAt,
        finishedAt,
        undoneAt,
        ...row
      }) => ({
        ...row,
        counts: { rows: count, created, numberless, leftOut, updated, skipped, undone, kept },
        createdAt: createdAt.toISOString(),
        finishedAt: finishedAt?.toISOString() ?? null,
        undoneAt: undoneAt?.toISOString() ?? null,
      }),
    ),
    nextBefore: rows.length > importsPerPage ? (shown.at(-1)?.createdAt.toISOString() ?? null) : null,
  };
}
