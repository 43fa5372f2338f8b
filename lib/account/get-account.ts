import type { Context } from "@/lib/access/context";
import { type Permission, permissions } from "@/lib/access/permissions";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";

export type AccountSummary = {
  name: string;
  email: string;
  timezone: string;
  /** What their role may do; each verb asks again. */
  permissions: readonly Permission[];
};

/** The signed-in user as the frame of every page shows them. */
export async function getAccount(ctx: Context): Promise<AccountSummary> {
  const { userId, role } = requirePermission(ctx, "account.read");
  const account = await ctx.db.tenant(userId, (tx) =>
    tx.prisma.user.findUnique({ where: { id: userId }, select: { name: true, email: true, timezone: true } }),
  );
  if (!account) throw new AppError("NOT_FOUND", "This account no longer exists.");
  return { ...account, permissions: [...permissions[role]] };
}
