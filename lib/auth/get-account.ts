import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";

export type AccountSummary = { name: string; email: string; timezone: string };

/** The signed-in person as the frame of every page names them. */
export async function getAccount(ctx: Context): Promise<AccountSummary> {
  const { userId } = requirePermission(ctx, "account.read");
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<AccountSummary>("SELECT name, email, timezone FROM users WHERE id = $1", [userId]);
    const account = rows[0];
    if (!account) throw new AppError("NOT_FOUND", "This account no longer exists.");
    return account;
  });
}
