import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { lockViews, viewColumns } from "./_saved-view-row";
import { CreateViewInput, type SavedView, viewsOfPageMax } from "./schema";
import { sayNameIsTaken } from "./view-errors";

/**
 * Saves what a page shows under a name, after the views that are there.
 * @throws AppError BAD_REQUEST for a wrong field, CONFLICT for a name that is taken or when there are as many views as may be.
 */
export async function createView(ctx: Context, input: unknown): Promise<SavedView> {
  const { userId } = requirePermission(ctx, "view.update");
  const { page, name, query } = parseInput(CreateViewInput, input);
  return ctx.db
    .tenant(userId, async (tx) => {
      await lockViews(tx, userId);
      const { _count: count, _max: last } = await tx.prisma.savedView.aggregate({
        where: { userId, page },
        _count: true,
        _max: { position: true },
      });
      if (count >= viewsOfPageMax) {
        throw new AppError("CONFLICT", `A page has at most ${viewsOfPageMax} views. Delete one first.`);
      }
      return tx.prisma.savedView.create({
        data: { userId, page, name, query, position: (last.position ?? 0) + 1 },
        select: viewColumns,
      });
    })
    .catch(sayNameIsTaken);
}
