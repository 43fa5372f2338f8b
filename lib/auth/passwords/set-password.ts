import type { Transaction } from "@/lib/db/transaction";
import { requestMail } from "../mails/request-mail";
import { endResetTokens } from "./issue-reset-token";

type NewPassword = { userId: string; passwordHash: string; now: Date; exceptSessionId?: string | null };

/**
 * Sets an account's password and revokes what the old one gave access to: all sessions except the named one, reset links, and changes of
 * address that wait for confirmation. The owner is mailed.
 * @returns the account's address.
 */
export async function setPassword(
  tx: Transaction,
  { userId, passwordHash, now, exceptSessionId }: NewPassword,
): Promise<string> {
  // The database ends the account's sessions when the password changes, except the one named here.
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
