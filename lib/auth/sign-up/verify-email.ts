import type { Context } from "@/lib/access/context";
import { refusedAs } from "@/lib/db/refused-as";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { TokenInput } from "../account-schema";
import { endResetTokens } from "../passwords/issue-reset-token";
import { endSessions } from "../sessions/end-sessions";
import { deadLink } from "./dead-link";
import { hashLinkToken } from "./link-token";

export type Verified = { email: string; isChange: boolean };

/**
 * Confirms the address that a link was mailed to, once. If it is a new address of an existing account, the account uses it from now on, and
 * its sessions end, except the account's own session that opened the link.
 * @throws AppError NOT_FOUND for a link that does not work, CONFLICT for one that was used or whose address went to another account.
 */
export async function verifyEmail(ctx: Pick<Context, "db" | "clock" | "sessionId">, input: unknown): Promise<Verified> {
  const parsed = TokenInput.safeParse(input);
  if (!parsed.success) throw deadLink();
  const tokenHash = hashLinkToken(parsed.data.token);
  const verified = ctx.db.auth(async (tx) => {
    const now = ctx.clock.now();
    const { userId, email, current } = await useToken(tx, tokenHash, now);
    if (email === current) {
      await tx.prisma.user.update({ where: { id: userId }, data: { emailVerified: true }, select: { id: true } });
      return { email, isChange: false };
    }
    await changeAddress(tx, { userId, email, now });
    await endSessions(tx, { userId, reason: "email_changed", exceptSessionId: ctx.sessionId });
    return { email, isChange: true };
  });
  return verified.catch(refuseTakenAddress);
}

const refuseTakenAddress = refusedAs({
  users_email_key: (cause) =>
    new AppError("CONFLICT", "This address now belongs to another account, so yours keeps its old address.", {
      cause,
    }),
});

type UsedToken = { userId: string; email: string; current: string };

/** If two requests come at once, the second waits for the first and finds the link used. */
async function useToken(tx: Transaction, tokenHash: string, now: Date): Promise<UsedToken> {
  const used = await tx.kysely
    .updateTable("email_verification_tokens as t")
    .from("users as u")
    .set({ used_at: now })
    .where("t.token_hash", "=", tokenHash)
    .where("t.used_at", "is", null)
    .where("t.expires_at", ">", now)
    .whereRef("u.id", "=", "t.user_id")
    .where("u.is_active", "=", true)
    .returning(["t.user_id as userId", "t.email", "u.email as current"])
    .executeTakeFirst();
  if (used) return used;
  const known = await tx.prisma.emailVerificationToken.findUnique({ where: { tokenHash }, select: { usedAt: true } });
  if (known?.usedAt) throw new AppError("CONFLICT", "This link has already been used: the address is confirmed.");
  throw deadLink();
}

/** Links that were mailed to the old address must stop working. */
async function changeAddress(
  tx: Transaction,
  { userId, email, now }: { userId: string; email: string; now: Date },
): Promise<void> {
  await tx.prisma.user.update({
    where: { id: userId },
    data: { email, emailVerified: true },
    select: { id: true },
  });
  await tx.prisma.emailVerificationToken.updateMany({
    where: { userId, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  });
  await endResetTokens(tx, { userId, now });
}
