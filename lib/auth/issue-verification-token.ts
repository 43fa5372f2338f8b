import type { Transaction } from "@/lib/db/transaction";
import { hashLinkToken, newLinkToken } from "./link-token";
import { verificationHours } from "./verification-hours";

const hourMs = 3_600_000;

type NewToken = { userId: string; email: string; now: Date };

/**
 * A link's token that proves `email` for an account. The account's earlier links of the same kind stop working: those for its own
 * address, or those for a new one.
 */
export async function issueVerificationToken(tx: Transaction, { userId, email, now }: NewToken): Promise<string> {
  const token = newLinkToken();
  await tx.query(
    `UPDATE email_verification_tokens t SET expires_at = $3 FROM users u
      WHERE t.user_id = $1 AND u.id = $1 AND t.used_at IS NULL AND t.expires_at > $3
        AND (t.email = u.email) = ($2 = u.email)`,
    [userId, email, now],
  );
  await tx.query("DELETE FROM email_verification_tokens WHERE user_id = $1 AND expires_at < $2", [
    userId,
    new Date(now.getTime() - verificationHours * hourMs),
  ]);
  await tx.query(
    "INSERT INTO email_verification_tokens (user_id, email, token_hash, expires_at, created_at) VALUES ($1, $2, $3, $4, $5)",
    [userId, email, hashLinkToken(token), new Date(now.getTime() + verificationHours * hourMs), now],
  );
  return token;
}
