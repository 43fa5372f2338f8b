import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { functionRows } from "@/lib/db/function-rows";
import { parseInput } from "@/lib/platform/parse-input";
import { AccountAction, byAdmin, existing, ofAccount } from "./account-action";
import { refusedByDatabase } from "./refused-by-database";

/**
 * Lets an account's owner sign in again at once: failures with its address no longer count. Places that tried many addresses go on waiting.
 * @returns how many failures were forgiven.
 * @throws AppError FORBIDDEN for other roles and for admins' accounts, NOT_FOUND for an unknown account.
 */
export async function liftLockout(ctx: Context<UserActor>, input: unknown): Promise<{ forgiven: number }> {
  requirePermission(ctx, "user.update");
  const { userId, reason } = parseInput(AccountAction, input);
  const change = ctx.db.admin(async (tx) => {
    const { forgiven } = existing(
      await tx.kysely
        .selectFrom(functionRows("lift_lockout", byAdmin(ctx.actor, userId)))
        .select("forgiven")
        .executeTakeFirst(),
    );
    if (forgiven > 0)
      await logAdminAction(tx, ctx, {
        action: "user.lift_lockout",
        ...ofAccount(userId),
        details: { forgiven, reason },
      });
    return { forgiven };
  });
  return change.catch(refusedByDatabase);
}
