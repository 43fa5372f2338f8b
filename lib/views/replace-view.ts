import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { DeleteViewInput, ReplaceViewInput, type SavedView } from "./schema";
import { viewNotFound } from "./view-errors";

/**
 * Makes a view show what the page shows now.
 * @throws AppError BAD_REQUEST for filters that are too long, NOT_FOUND for a view that is not the tenant's.
 */
export async function replaceView(ctx: Context, input: unknown): Promise<SavedView> {
  const { userId } = requirePermission(ctx, "view.update");
  if (!DeleteViewInput.safeParse(input).success) throw viewNotFound();
  const { viewId, query } = parseInput(ReplaceViewInput, input);
  const { rows } = await ctx.db.tenant(userId, (tx) =>
    tx.query<SavedView>("UPDATE saved_views SET query = $3 WHERE user_id = $1 AND id = $2 RETURNING id, name, query", [
      userId,
      viewId,
      query,
    ]),
  );
  if (!rows[0]) throw viewNotFound();
  return rows[0];
}
