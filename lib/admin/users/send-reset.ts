import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { functionRows } from "@/lib/db/function-rows";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { AccountAction, byAdmin, existing, ofAccount } from "./account-action";
import { refusedByDatabase } from "./refused-by-database";

/**
 * Has a link for a new password mailed to an account's owner.
 * @returns the address that it goes to.
 * @throws AppError FORBIDDEN for other roles and for admins' accounts, NOT_FOUND for an unknown account, CONFLICT for a closed one.
 */
export async function sendReset(ctx: Context<UserActor>, input: unknown): Promise<{ email: string }> {
  requirePermission(ctx, "user.update");
  const { userId, reason } = parseInput(AccountAction, input);
  const change = ctx.db.admin(async (tx) => {
    const { email, is_active: isActive } = existing(
      await tx.kysely
        .selectFrom(functionRows("send_user_reset", byAdmin(ctx.actor, userId)))
        .select(["email", "is_active"])
        .executeTakeFirst(),
    );
    if (!isActive) throw new AppError("CONFLICT", "This account is deactivated. Activate it first.");
    await logAdminAction(tx, ctx, { action: "user.send_reset", ...ofAccount(userId), details: { reason } });
    return { email };
  });
  return change.catch(refusedByDatabase);
}
