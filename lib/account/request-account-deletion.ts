import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { notifyOwner } from "@/lib/auth/mails/notify-owner";
import { requirePassword } from "@/lib/auth/passwords/require-password";
import { endSessions } from "@/lib/auth/sessions/end-sessions";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { readSettings } from "@/lib/settings/read-settings";

const dayMs = 86_400_000;

/** An account without a password is confirmed by typing its email address. */
export const RequestDeletionInput = z.object({
  password: z.string().max(1024).optional(),
  confirmation: z.string().max(320).optional(),
});

/**
 * Requests the deletion of the account after `account_deletion_grace_days`, and signs out everywhere else; until then it can be cancelled.
 * A repeated request keeps the first date.
 * @returns the time from which it may be erased.
 * @throws AppError BAD_REQUEST (with the field) without the right password or address, RATE_LIMITED after too many tries, CONFLICT for the
 * last super administrator.
 */
export async function requestAccountDeletion(ctx: Context, input: unknown): Promise<{ deleteAfter: Date }> {
  const { userId } = requirePermission(ctx, "account.delete");
  const { password = "", confirmation = "" } = RequestDeletionInput.safeParse(input).data ?? {};
  const account = await requirePassword(ctx, { password });
  if (account.passwordHash === null) requireConfirmation(account.email, confirmation);

  return ctx.db.auth(async (tx) => {
    await requireAnotherSuperAdmin(tx, userId);
    const { account_deletion_grace_days: days } = await readSettings(tx, ["account_deletion_grace_days"]);
    const moment = new Date(ctx.clock.now().getTime() + days * dayMs);
    const account = await tx.kysely
      .updateTable("users")
      .set((eb) => ({ delete_after: eb.fn.coalesce("delete_after", eb.val(moment)) }))
      .where("id", "=", userId)
      .where("is_active", "=", true)
      .returning("delete_after")
      .executeTakeFirst();
    if (!account) throw new AppError("NOT_FOUND", "This account no longer exists.");
    await notifyOwner(tx, userId, "deletion-requested");
    await endSessions(tx, { userId, reason: "revoked", exceptSessionId: ctx.sessionId });
    return { deleteAfter: account.delete_after ?? moment };
  });
}

function requireConfirmation(email: string, confirmation: string): void {
  if (confirmation.trim().toLowerCase() === email) return;
  const message = "Type the email address of this account to confirm.";
  throw new AppError("BAD_REQUEST", message, { fields: { confirmation: message } });
}

/** Serialises super administrators who leave concurrently: the second waits here and finds that it is the last. */
async function requireAnotherSuperAdmin(tx: Transaction, userId: string): Promise<void> {
  const rows = await tx.kysely
    .selectFrom("users")
    .select(["id", "delete_after"])
    .where("role", "=", "super_admin")
    .where("is_active", "=", true)
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
  const isOne = rows.some(({ id }) => id === userId);
  const others = rows.filter(({ id, delete_after }) => id !== userId && delete_after === null);
  if (isOne && others.length === 0) {
    throw new AppError("CONFLICT", "You are the last super administrator. Give somebody else that role first.");
  }
}
