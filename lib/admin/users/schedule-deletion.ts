import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { requireRecentProof } from "@/lib/auth/identity/require-recent-proof";
import { functionRows } from "@/lib/db/function-rows";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { readSettings } from "@/lib/settings/read-settings";
import { AccountAction, byAdmin, existing, ofAccount } from "./account-action";
import { refusedByDatabase } from "./refused-by-database";

const dayMs = 86_400_000;

/**
 * Has somebody else's account erased after `account_deletion_grace_days`, of which its owner is told and which can be cancelled until then. Only
 * shortly after the administrator proved who they are. An earlier date stays.
 * @returns the time from which it may be erased.
 * @throws AppError FORBIDDEN for other roles, for admins' accounts and for the user's own, PROOF_REQUIRED, NOT_FOUND for an unknown account,
 * CONFLICT for the last super admin.
 */
export async function scheduleDeletion(ctx: Context<UserActor>, input: unknown): Promise<{ deleteAfter: Date }> {
  requirePermission(ctx, "user.delete");
  const { userId, reason } = parseInput(AccountAction, input);
  if (userId === ctx.actor.userId) throw new AppError("FORBIDDEN", "You can delete your own account in Settings.");
  await requireRecentProof(ctx);
  const change = ctx.db.admin(async (tx) => {
    const { account_deletion_grace_days: days } = await readSettings(tx, ["account_deletion_grace_days"]);
    const moment = new Date(ctx.clock.now().getTime() + days * dayMs);
    const { moment_before: before } = existing(
      await tx.kysely
        .selectFrom(functionRows("schedule_user_deletion", { ...byAdmin(ctx.actor, userId), moment }))
        .select("moment_before")
        .executeTakeFirst(),
    );
    if (before) return { deleteAfter: before };
    await logAdminAction(tx, ctx, {
      action: "user.schedule_deletion",
      ...ofAccount(userId),
      details: { before: { deleteAfter: null }, after: { deleteAfter: moment.toISOString() }, reason },
    });
    return { deleteAfter: moment };
  });
  return change.catch(refusedByDatabase);
}
