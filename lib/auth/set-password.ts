import type { Transaction } from "@/lib/db/transaction";
import { endResetTokens } from "./issue-reset-token";
import { requestMail } from "./request-mail";

type NewPassword = { userId: string; passwordHash: string; now: Date; exceptSessionId?: string | null };

/**
 * Gives an account a new password and shuts out whoever knew the old one: sessions but for the named one, links for a new password
 * and changes of address that wait for their confirmation. The owner is mailed.
 * @returns the account's address.
 */
export async function setPassword(
  tx: Transaction,
  { userId, passwordHash, now, exceptSessionId }: NewPassword,
): Promise<string> {
  // The database ends the account's sessions with the old password, all but the one that is named so.
  await tx.query("SELECT set_config('app.session_id', $1, true)", [exceptSessionId ?? ""]);
  const { email } = await tx.prisma.user.update({
    where: { id: userId },
    data: { passwordHash, passwordChangedAt: now },
    select: { email: true },
  });
  await endResetTokens(tx, { userId, now });
  await tx.prisma.emailVerificationToken.updateMany({
    where: { userId, usedAt: null, expiresAt: { gt: now }, email: { not: email } },
    data: { expiresAt: now },
  });
  await requestMail(tx, { kind: "password-changed", email });
  return email;
}
