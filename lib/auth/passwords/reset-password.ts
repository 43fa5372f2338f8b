import type { Context } from "@/lib/access/context";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { ResetPasswordInput, TokenInput } from "../account-schema";
import { addressOf } from "../sign-in/note-attempt";
import { deadLink } from "../sign-up/dead-link";
import { hashLinkToken } from "../sign-up/link-token";
import { verifyOwner } from "../sign-up/verify-owner";
import { hashPassword } from "./hash-password";
import { requireStrongPassword } from "./require-strong-password";
import { setPassword } from "./set-password";

/**
 * Sets a new password with the link that was mailed for it, once, and ends every session. Using the link proves the address: the wait after
 * failed sign-ins ends at this network address, and if the address was unconfirmed, all other sign-in methods are removed.
 * @throws AppError NOT_FOUND for a link that does not work, CONFLICT for one that was used, BAD_REQUEST for a weak password.
 */
export async function resetPassword(ctx: Pick<Context, "db" | "clock" | "client">, input: unknown): Promise<void> {
  if (!TokenInput.safeParse(input).success) throw deadLink();
  const { token, password } = parseInput(ResetPasswordInput, input);
  const tokenHash = hashLinkToken(token);
  const owner = await ctx.db.auth((tx) => findOwner(tx, tokenHash, ctx.clock.now()));
  await requireStrongPassword(ctx, password, owner);
  const passwordHash = await hashPassword(password);
  await ctx.db.auth(async (tx) => {
    const now = ctx.clock.now();
    const userId = await useToken(tx, tokenHash, now);
    const email = await setPassword(tx, { userId, passwordHash, now });
    await verifyOwner(tx, userId);
    const asked = await tx.prisma.passwordResetAttempt.findFirst({
      where: { email },
      orderBy: { attemptedAt: "desc" },
      select: { id: true },
    });
    if (asked) await tx.prisma.passwordResetAttempt.updateMany({ where: asked, data: { success: true } });
    await tx.prisma.loginAttempt.create({
      data: { email, ipAddress: addressOf(ctx.client), attemptedAt: now, success: true },
      select: { id: true },
    });
  });
}

async function findOwner(tx: Transaction, tokenHash: string, now: Date): Promise<{ name: string; email: string }> {
  const found = await tx.prisma.passwordResetToken.findFirst({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now }, user: { isActive: true } },
    select: { user: { select: { name: true, email: true } } },
  });
  return found?.user ?? refuse(tx, tokenHash);
}

/** If two requests come at once, the second waits for the first and finds the link used. */
async function useToken(tx: Transaction, tokenHash: string, now: Date): Promise<string> {
  const used = await tx.kysely
    .updateTable("password_reset_tokens as t")
    .from("users as u")
    .set({ used_at: now })
    .where("t.token_hash", "=", tokenHash)
    .where("t.used_at", "is", null)
    .where("t.expires_at", ">", now)
    .whereRef("u.id", "=", "t.user_id")
    .where("u.is_active", "=", true)
    .returning("u.id")
    .executeTakeFirst();
  return used?.id ?? refuse(tx, tokenHash);
}

async function refuse(tx: Transaction, tokenHash: string): Promise<never> {
  const known = await tx.prisma.passwordResetToken.findUnique({ where: { tokenHash }, select: { usedAt: true } });
  if (known?.usedAt)
    throw new AppError("CONFLICT", "This link has already been used. Request a new one if you need it.");
  throw deadLink();
}
