import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";

export type AccountSummary = { name: string; email: string; timezone: string };

/** The signed-in person as the frame of every page names them. */
export async function getAccount(ctx: Context): Promise<AccountSummary> {
  const { userId } = requirePermission(ctx, "account.read");
  const account = await ctx.db.tenant(userId, (tx) =>
    tx.prisma.user.findUnique({ where: { id: userId }, select: { name: true, email: true, timezone: true } }),
  );
  if (!account) throw new AppError("NOT_FOUND", "This account no longer exists.");
  return account;
}
