import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { functionRows } from "@/lib/db/function-rows";
import { parseInput } from "@/lib/platform/parse-input";
import { AccountAction, byAdmin, existing, ofAccount } from "./account-action";
import { refusedByDatabase } from "./refused-by-database";

/**
 * Takes an account's address as verified, in its owner's place; does nothing if it is already.
 * @throws AppError FORBIDDEN for other roles and for admins' accounts, NOT_FOUND for an unknown account.
 */
export async function verifyAddress(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "user.update");
  const { userId, reason } = parseInput(AccountAction, input);
  const change = ctx.db.admin(async (tx) => {
    const { was_verified: wasVerified } = existing(
      await tx.kysely
        .selectFrom(functionRows("verify_user_address", byAdmin(ctx.actor, userId)))
        .select("was_verified")
        .executeTakeFirst(),
    );
    if (wasVerified) return;
    await logAdminAction(tx, ctx, {
      action: "user.verify_address",
      ...ofAccount(userId),
      details: { before: { isVerified: false }, after: { isVerified: true }, reason },
    });
  });
  await change.catch(refusedByDatabase);
}
