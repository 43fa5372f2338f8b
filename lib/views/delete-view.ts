import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
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
  const { rows } = await ctx.db.tenant(userId, (tx) =>
    tx.query<SavedView>("DELETE FROM saved_views WHERE user_id = $1 AND id = $2 RETURNING id, name, query", [
      userId,
      parsed.data.viewId,
    ]),
  );
  if (!rows[0]) throw viewNotFound();
  return rows[0];
}
