import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { refusedByDatabase } from "./refused-by-database";

const SetUserActiveInput = z.object({ userId: z.uuid(), isActive: z.boolean() });

/**
 * Closes somebody else's account and ends its sessions, or opens it again. Admins for users, super admins for admins as well.
 * @throws AppError FORBIDDEN for other roles and for the user's own account, NOT_FOUND for an unknown account, CONFLICT for the last active
 * super admin.
 */
export async function setUserActive(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "user.deactivate");
  const parsed = SetUserActiveInput.safeParse(input);
  if (!parsed.success) throw new AppError("BAD_REQUEST", "Give an account, and whether it is to be open.");
  const { userId, isActive } = parsed.data;
  if (userId === ctx.actor.userId) {
    throw new AppError("FORBIDDEN", "You cannot close your own account here. Ask another administrator.");
  }
  const change = ctx.db.admin(async (tx) => {
    const before = await callFunction(tx, "set_user_active", {
      acting_user: ctx.actor.userId,
      target_user: userId,
      active: isActive,
    });
    if (before === null) throw new AppError("NOT_FOUND", "There is no such account.");
    if (before === isActive) return;
    await logAdminAction(tx, ctx, {
      action: isActive ? "user.activate" : "user.deactivate",
      resourceType: "users",
      resourceId: userId,
      targetUserId: userId,
      details: { before: { isActive: before }, after: { isActive } },
    });
  });
  await change.catch(refusedByDatabase);
}
