import type { Context } from "@/lib/db/context";
import { isUniqueViolation } from "@/lib/db/pg-errors";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { TokenInput } from "./account-schema";
import { deadLink } from "./dead-link";
import { endSessions } from "./end-sessions";
import { endResetTokens } from "./issue-reset-token";
import { hashLinkToken } from "./link-token";

export type Verified = { email: string; isChange: boolean };

/**
 * Proves the address that a link was mailed to, once. When it is a new one for an old account, the account takes it from now on, and
 * its sessions end, but for one of the account's own that opened the link.
 * @throws AppError NOT_FOUND for a link that does not work, CONFLICT for one that was used or whose address went to another account.
 */
export async function verifyEmail(ctx: Pick<Context, "db" | "clock" | "sessionId">, input: unknown): Promise<Verified> {
  const parsed = TokenInput.safeParse(input);
  if (!parsed.success) throw deadLink();
  const tokenHash = hashLinkToken(parsed.data.token);
  try {
    return await ctx.db.auth(async (tx) => {
      const now = ctx.clock.now();
      const { userId, email, current } = await useToken(tx, tokenHash, now);
      if (email === current) {
        await tx.query("UPDATE users SET email_verified = true WHERE id = $1", [userId]);
        return { email, isChange: false };
      }
      await changeAddress(tx, { userId, email, now });
      await endSessions(tx, { userId, reason: "email_changed", exceptSessionId: ctx.sessionId });
      return { email, isChange: true };
    });
  } catch (error) {
    if (!isUniqueViolation(error, "users_email_key")) throw error;
    throw new AppError(
      "CONFLICT",
      "Meanwhile this address has an account of its own, so that yours keeps its old address.",
    );
  }
}

type UsedToken = { userId: string; email: string; current: string };

/** Of two at once the second waits for the first, and finds the link used. */
async function useToken(tx: Transaction, tokenHash: string, now: Date): Promise<UsedToken> {
  const { rows } = await tx.query<UsedToken>(
    `UPDATE email_verification_tokens t SET used_at = $2 FROM users u
      WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > $2 AND u.id = t.user_id AND u.is_active
     RETURNING t.user_id AS "userId", t.email, u.email AS current`,
    [tokenHash, now],
  );
  if (rows[0]) return rows[0];
  const known = await tx.query("SELECT FROM email_verification_tokens WHERE token_hash = $1 AND used_at IS NOT NULL", [
    tokenHash,
  ]);
  if (known.rowCount) throw new AppError("CONFLICT", "This link was used already: the address is confirmed.");
  throw deadLink();
}

/** What was mailed to the old address must not work for whoever reads it there, now that it is another's. */
async function changeAddress(
  tx: Transaction,
  { userId, email, now }: { userId: string; email: string; now: Date },
): Promise<void> {
  await tx.query("UPDATE users SET email = $2, email_verified = true WHERE id = $1", [userId, email]);
  await tx.query(
    "UPDATE email_verification_tokens SET expires_at = $2 WHERE user_id = $1 AND used_at IS NULL AND expires_at > $2",
    [userId, now],
  );
  await endResetTokens(tx, { userId, now });
}
