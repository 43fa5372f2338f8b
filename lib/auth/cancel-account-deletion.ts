import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";

/**
 * Takes back the wish to delete the account; nothing happens without one.
 * @throws AppError NOT_FOUND once erasing has begun.
 */
export async function cancelAccountDeletion(ctx: Context): Promise<void> {
  const { userId } = requirePermission(ctx, "account.delete");
  const { count } = await ctx.db.auth((tx) =>
    tx.prisma.user.updateMany({ where: { id: userId, isActive: true }, data: { deleteAfter: null } }),
  );
  if (count === 0) throw new AppError("NOT_FOUND", "This account no longer exists.");
}
