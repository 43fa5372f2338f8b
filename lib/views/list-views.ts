import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { ListViewsInput, type SavedView, viewsOfPageMax } from "./schema";

/** The views that the tenant saved of a page, in their order. */
export async function listViews(ctx: Context, input: { page: string }): Promise<SavedView[]> {
  const { userId } = requirePermission(ctx, "view.read");
  const { page } = parseInput(ListViewsInput, input);
  const { rows } = await ctx.db.tenant(userId, (tx) =>
    tx.query<SavedView>(
      "SELECT id, name, query FROM saved_views WHERE user_id = $1 AND page = $2 ORDER BY position, id LIMIT $3",
      [userId, page, viewsOfPageMax],
    ),
  );
  return rows;
}
