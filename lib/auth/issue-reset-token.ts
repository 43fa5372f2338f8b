import { readSettings } from "@/lib/db/read-settings";
import type { Transaction } from "@/lib/db/transaction";
import { hashLinkToken, newLinkToken } from "./link-token";

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
  await tx.query("DELETE FROM password_reset_tokens WHERE user_id = $1 AND expires_at < $2", [
    userId,
    new Date(now.getTime() - 72 * hourMs),
  ]);
  await tx.query(
    "INSERT INTO password_reset_tokens (user_id, token_hash, expires_at, created_at) VALUES ($1, $2, $3, $4)",
    [userId, hashLinkToken(token), new Date(now.getTime() + hours * hourMs), now],
  );
  return { token, hours };
}

/** No link for a new password of this account that was not used yet works any more. */
export async function endResetTokens(tx: Transaction, { userId, now }: NewToken): Promise<void> {
  await tx.query(
    "UPDATE password_reset_tokens SET expires_at = $2 WHERE user_id = $1 AND used_at IS NULL AND expires_at > $2",
    [userId, now],
  );
}
