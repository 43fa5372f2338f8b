import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";

/**
 * Cancels the deletion of the account; does nothing if none was requested.
 * @throws AppError NOT_FOUND once erasing has begun.
 */
export async function cancelAccountDeletion(ctx: Context): Promise<void> {
  const { userId } = requirePermission(ctx, "account.delete");
  const { count } = await ctx.db.auth((tx) =>
    tx.prisma.user.updateMany({ where: { id: userId, isActive: true }, data: { deleteAfter: null } }),
  );
  if (count === 0) throw new AppError("NOT_FOUND", "This account no longer exists.");
}
