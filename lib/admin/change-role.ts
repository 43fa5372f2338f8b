import { z } from "zod";
import { type Context, type UserActor, userRoles } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { refusedByDatabase } from "./refused-by-database";

const ChangeRoleInput = z.object({ userId: z.uuid(), role: z.enum(userRoles) });

/**
 * Changes another user's role and ends their sessions; does nothing if they have that role already. Super admins only.
 * @throws AppError FORBIDDEN for other roles and for the user's own role, NOT_FOUND for an unknown account, CONFLICT for the last active
 * super admin.
 */
export async function changeRole(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "user.change_role");
  const parsed = ChangeRoleInput.safeParse(input);
  if (!parsed.success) throw new AppError("BAD_REQUEST", "Give an account and one of the roles.");
  const { userId, role } = parsed.data;
  if (userId === ctx.actor.userId) {
    throw new AppError("FORBIDDEN", "You cannot change your own role. Ask another super admin.");
  }
  const change = ctx.db.admin(async (tx) => {
    const before = await callFunction(tx, "change_user_role", {
      acting_user: ctx.actor.userId,
      target_user: userId,
      new_role: role,
    });
    if (before === null) throw new AppError("NOT_FOUND", "There is no such account.");
    if (before === role) return;
    await logAdminAction(tx, ctx, {
      action: "user.change_role",
      resourceType: "users",
      resourceId: userId,
      targetUserId: userId,
      details: { before: { role: before }, after: { role } },
    });
  });
  await change.catch(refusedByDatabase);
}
