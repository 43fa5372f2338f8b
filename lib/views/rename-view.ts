import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { DeleteViewInput, RenameViewInput, type SavedView } from "./schema";
import { sayNameIsTaken, viewNotFound } from "./view-errors";

/** @throws AppError BAD_REQUEST for a wrong name, CONFLICT for one that is taken, NOT_FOUND for a view that is not the tenant's. */
export async function renameView(ctx: Context, input: unknown): Promise<SavedView> {
  const { userId } = requirePermission(ctx, "view.update");
  if (!DeleteViewInput.safeParse(input).success) throw viewNotFound();
  const { viewId, name } = parseInput(RenameViewInput, input);
  const { rows } = await ctx.db
    .tenant(userId, (tx) =>
      tx.query<SavedView>("UPDATE saved_views SET name = $3 WHERE user_id = $1 AND id = $2 RETURNING id, name, query", [
        userId,
        viewId,
        name,
      ]),
    )
    .catch(sayNameIsTaken);
  if (!rows[0]) throw viewNotFound();
  return rows[0];
}
