import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { EmailAddress, PersonName } from "@/lib/auth/account-schema";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { parseInput } from "@/lib/platform/parse-input";
import { Reason } from "./account-action";
import { refusedByDatabase } from "./refused-by-database";

const InviteUserInput = z.object({ name: PersonName, email: EmailAddress, reason: Reason });

/**
 * Makes an account without a password, in UTC, and mails its owner a link to choose one, which verifies the address.
 * @returns the id of the account.
 * @throws AppError FORBIDDEN for other roles, BAD_REQUEST with a sentence for each wrong field, CONFLICT for an address that has an account.
 */
export async function inviteUser(ctx: Context<UserActor>, input: unknown): Promise<{ userId: string }> {
  requirePermission(ctx, "user.invite");
  const { name, email, reason } = parseInput(InviteUserInput, input);
  const userId = newId();
  const change = ctx.db.admin(async (tx) => {
    const isNew = await callFunction(tx, "invite_user", {
      acting_user: ctx.actor.userId,
      new_user: userId,
      address: email,
      known_as: name,
      zone: "UTC",
      land: null,
    });
    if (!isNew) {
      const message = "Somebody has an account with this address already.";
      throw new AppError("CONFLICT", message, { fields: { email: message } });
    }
    await logAdminAction(tx, ctx, {
      action: "user.invite",
      resourceType: "users",
      resourceId: userId,
      targetUserId: userId,
      details: { reason },
    });
    return { userId };
  });
  return change.catch(refusedByDatabase);
}
