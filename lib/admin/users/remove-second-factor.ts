import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { requireRecentProof } from "@/lib/auth/identity/require-recent-proof";
import { functionRows } from "@/lib/db/function-rows";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { AccountAction, byAdmin, existing, ofAccount } from "./account-action";
import { refusedByDatabase } from "./refused-by-database";

/**
 * Takes somebody else's authenticator and recovery codes away, ends their sessions and has them told. Super admins only, and only shortly
 * after they proved who they are.
 * @throws AppError FORBIDDEN for other roles and for the user's own, PROOF_REQUIRED, NOT_FOUND for an unknown account, CONFLICT for one
 * without a second factor.
 */
export async function removeSecondFactor(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "user.remove_second_factor");
  const { userId, reason } = parseInput(AccountAction, input);
  await requireRecentProof(ctx);
  const change = ctx.db.admin(async (tx) => {
    const { had_one: hadOne } = existing(
      await tx.kysely
        .selectFrom(functionRows("remove_second_factor", byAdmin(ctx.actor, userId)))
        .select("had_one")
        .executeTakeFirst(),
    );
    if (!hadOne) throw new AppError("CONFLICT", "This account has no second factor.");
    await logAdminAction(tx, ctx, { action: "user.remove_second_factor", ...ofAccount(userId), details: { reason } });
  });
  await change.catch(refusedByDatabase);
}
