import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { OrderViewsInput } from "./schema";

/** Puts the views of a page into the order of these ids; what is not the tenant's or not of the page is left out, others come last. */
export async function orderViews(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "view.update");
  const { page, viewIds } = parseInput(OrderViewsInput, input);
  await ctx.db.tenant(userId, async (tx) => {
    await tx.query("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", [userId]);
    await tx.query(
      `UPDATE saved_views v SET position = coalesce(array_position($3::uuid[], v.id), $4 + v.position)
        WHERE v.user_id = $1 AND v.page = $2`,
      [userId, page, viewIds, viewIds.length],
    );
  });
}
