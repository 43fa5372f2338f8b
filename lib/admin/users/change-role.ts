import { z } from "zod";
import { type Context, type UserActor, userRoles } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { requireRecentProof } from "@/lib/auth/identity/require-recent-proof";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { AccountAction, byAdmin, ofAccount } from "./account-action";
import { refusedByDatabase } from "./refused-by-database";

const ChangeRoleInput = AccountAction.extend({ role: z.enum(userRoles, "Choose one of the roles.") });

/**
 * Changes another user's role and ends their sessions; does nothing if they have that role already. Super admins only, and only shortly
 * after they proved who they are.
 * @throws AppError FORBIDDEN for other roles and for the user's own role, PROOF_REQUIRED, NOT_FOUND for an unknown account, CONFLICT for the
 * last active super admin.
 */
export async function changeRole(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "user.change_role");
  const { userId, role, reason } = parseInput(ChangeRoleInput, input);
  if (userId === ctx.actor.userId) {
    throw new AppError("FORBIDDEN", "You cannot change your own role. Ask another super admin.");
  }
  await requireRecentProof(ctx);
  const change = ctx.db.admin(async (tx) => {
    const before = await callFunction(tx, "change_user_role", { ...byAdmin(ctx.actor, userId), new_role: role });
    if (before === null) throw new AppError("NOT_FOUND", "There is no such account.");
    if (before === role) return;
    await logAdminAction(tx, ctx, {
      action: "user.change_role",
      ...ofAccount(userId),
      details: { before: { role: before }, after: { role }, reason },
    });
  });
  await change.catch(refusedByDatabase);
}
