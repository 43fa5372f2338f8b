import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { AccountAction, byAdmin, ofAccount } from "./account-action";
import { refusedByDatabase } from "./refused-by-database";

const SetUserActiveInput = AccountAction.extend({ isActive: z.boolean() });

/**
 * Closes somebody else's account, ends its sessions and running imports, or opens it again, and has its owner told. Admins for users, super
 * admins for admins as well.
 * @throws AppError FORBIDDEN for other roles and for the user's own account, NOT_FOUND for an unknown account, CONFLICT for the last active
 * super admin.
 */
export async function setUserActive(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "user.deactivate");
  const { userId, isActive, reason } = parseInput(SetUserActiveInput, input);
  if (userId === ctx.actor.userId) {
    throw new AppError("FORBIDDEN", "You cannot close your own account here. Ask another administrator.");
  }
  const change = ctx.db.admin(async (tx) => {
    const before = await callFunction(tx, "set_user_active", { ...byAdmin(ctx.actor, userId), active: isActive });
    if (before === null) throw new AppError("NOT_FOUND", "There is no such account.");
    if (before === isActive) return;
    await logAdminAction(tx, ctx, {
      action: isActive ? "user.activate" : "user.deactivate",
      ...ofAccount(userId),
      details: { before: { isActive: before }, after: { isActive }, reason },
    });
  });
  await change.catch(refusedByDatabase);
}
