import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { viewColumns } from "./_saved-view-row";
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
  const [replaced] = await ctx.db.tenant(userId, (tx) =>
    tx.prisma.savedView.updateManyAndReturn({ where: { userId, id: viewId }, data: { query }, select: viewColumns }),
  );
  if (!replaced) throw viewNotFound();
  return replaced;
}
