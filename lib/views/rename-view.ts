import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { viewColumns } from "./_saved-view-row";
import { DeleteViewInput, RenameViewInput, type SavedView } from "./schema";
import { sayNameIsTaken, viewNotFound } from "./view-errors";

/** @throws AppError BAD_REQUEST for a wrong name, CONFLICT for one that is taken, NOT_FOUND for a view that is not the tenant's. */
export async function renameView(ctx: Context, input: unknown): Promise<SavedView> {
  const { userId } = requirePermission(ctx, "view.update");
  if (!DeleteViewInput.safeParse(input).success) throw viewNotFound();
  const { viewId, name } = parseInput(RenameViewInput, input);
  const [renamed] = await ctx.db
    .tenant(userId, (tx) =>
      tx.prisma.savedView.updateManyAndReturn({ where: { userId, id: viewId }, data: { name }, select: viewColumns }),
    )
    .catch(sayNameIsTaken);
  if (!renamed) throw viewNotFound();
  return renamed;
}
