import { sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { lockViews } from "./_saved-view-row";
import { OrderViewsInput } from "./schema";

/** Puts the views of a page into the order of these ids; what is not the tenant's or not of the page is left out, others come last. */
export async function orderViews(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "view.update");
  const { page, viewIds } = parseInput(OrderViewsInput, input);
  await ctx.db.tenant(userId, async (tx) => {
    await lockViews(tx, userId);
    await tx.kysely
      .updateTable("saved_views")
      .set({
        position: sql`coalesce(array_position(${viewIds}::uuid[], id), ${viewIds.length} + position)`,
      })
      .where("user_id", "=", userId)
      .where("page", "=", page)
      .execute();
  });
}
