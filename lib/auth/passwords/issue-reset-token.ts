import type { Transaction } from "@/lib/db/transaction";
import { readSettings } from "@/lib/settings/read-settings";
import { hashLinkToken, newLinkToken } from "../sign-up/link-token";

const hourMs = 3_600_000;

type NewToken = { userId: string; now: Date };

/**
 * A link's token that sets a new password within `password_reset_token_expiry_hours`; the account's earlier links stop working.
 * @returns the token, which is kept nowhere else, and for how many hours it works.
 */
export async function issueResetToken(
  tx: Transaction,
  { userId, now }: NewToken,
): Promise<{ token: string; hours: number }> {
  const { password_reset_token_expiry_hours: hours } = await readSettings(tx, ["password_reset_token_expiry_hours"]);
  const token = newLinkToken();
  await endResetTokens(tx, { userId, now });
  await tx.prisma.passwordResetToken.deleteMany({
    where: { userId, expiresAt: { lt: new Date(now.getTime() - 72 * hourMs) } },
  });
  const expiresAt = new Date(now.getTime() + hours * hourMs);
  await tx.prisma.passwordResetToken.create({
    data: { userId, tokenHash: hashLinkToken(token), expiresAt, createdAt: now },
    select: { id: true },
  });
  return { token, hours };
}

/** Invalidates all unused password reset links of the account. */
export async function endResetTokens(tx: Transaction, { userId, now }: NewToken): Promise<void> {
  await tx.prisma.passwordResetToken.updateMany({
    where: { userId, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  });
}
