import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { DeleteViewInput, type SavedView } from "./schema";
import { viewNotFound } from "./view-errors";

/**
 * Deletes a view; the calls, leads or contacts in it stay.
 * @returns what it was, to be saved again.
 * @throws AppError NOT_FOUND for a view that is not the tenant's.
 */
export async function deleteView(ctx: Context, input: unknown): Promise<SavedView> {
  const { userId } = requirePermission(ctx, "view.update");
  const parsed = DeleteViewInput.safeParse(input);
  if (!parsed.success) throw viewNotFound();
  const deleted = await ctx.db.tenant(userId, (tx) =>
    tx.kysely
      .deleteFrom("saved_views")
      .where("user_id", "=", userId)
      .where("id", "=", parsed.data.viewId)
      .returning(["id", "name", "query"])
      .executeTakeFirst(),
  );
  if (!deleted) throw viewNotFound();
  return deleted;
}
