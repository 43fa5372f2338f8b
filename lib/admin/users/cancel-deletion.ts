import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { functionRows } from "@/lib/db/function-rows";
import { parseInput } from "@/lib/platform/parse-input";
import { AccountAction, byAdmin, existing, ofAccount } from "./account-action";
import { refusedByDatabase } from "./refused-by-database";

/**
 * Keeps an account that was to be erased; does nothing if it was not.
 * @throws AppError FORBIDDEN for other roles, for admins' accounts and for the user's own, NOT_FOUND for an unknown account, CONFLICT once
 * erasing has begun.
 */
export async function cancelDeletion(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "user.delete");
  const { userId, reason } = parseInput(AccountAction, input);
  const change = ctx.db.admin(async (tx) => {
    const { moment_before: before } = existing(
      await tx.kysely
        .selectFrom(functionRows("schedule_user_deletion", { ...byAdmin(ctx.actor, userId), moment: null }))
        .select("moment_before")
        .executeTakeFirst(),
    );
    if (!before) return;
    await logAdminAction(tx, ctx, {
      action: "user.cancel_deletion",
      ...ofAccount(userId),
      details: { before: { deleteAfter: before.toISOString() }, after: { deleteAfter: null }, reason },
    });
  });
  await change.catch(refusedByDatabase);
}
