import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { CreateViewInput, type SavedView, viewsOfPageMax } from "./schema";
import { sayNameIsTaken } from "./view-errors";

/**
 * Saves what a page shows under a name, after the views that are there.
 * @throws AppError BAD_REQUEST for a wrong field, CONFLICT for a name that is taken or when there are as many views as may be.
 */
export async function createView(ctx: Context, input: unknown): Promise<SavedView> {
  const { userId } = requirePermission(ctx, "view.update");
  const { page, name, query } = parseInput(CreateViewInput, input);
  const view = await ctx.db
    .tenant(userId, async (tx) => {
      // Two at once would both be the last of those that may be.
      await tx.query("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", [userId]);
      const { rows } = await tx.query<SavedView>(
        `INSERT INTO saved_views (user_id, page, name, query, position)
         SELECT $1::uuid, $2::varchar, $3::varchar, $4::varchar, coalesce(max(position), 0) + 1
           FROM saved_views WHERE user_id = $1 AND page = $2
         HAVING count(*) < $5 RETURNING id, name, query`,
        [userId, page, name, query, viewsOfPageMax],
      );
      return rows[0];
    })
    .catch(sayNameIsTaken);
  if (!view) throw new AppError("CONFLICT", `A page has at most ${viewsOfPageMax} views. Delete one first.`);
  return view;
}
