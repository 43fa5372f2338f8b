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
  const { rows } = await tx.query<{ email: string }>(
    "UPDATE users SET password_hash = $2, password_changed_at = $3 WHERE id = $1 RETURNING email",
    [userId, passwordHash, now],
  );
  const email = rows[0]?.email;
  if (!email) throw new Error("The account of a new password is gone.");
  await endResetTokens(tx, { userId, now });
  await tx.query(
    `UPDATE email_verification_tokens SET expires_at = $2
      WHERE user_id = $1 AND used_at IS NULL AND expires_at > $2 AND email <> $3`,
    [userId, now, email],
  );
  await requestMail(tx, { kind: "password-changed", email });
  return email;
}
