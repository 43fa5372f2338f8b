import type { Context } from "@/lib/db/context";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { ResetPasswordInput, TokenInput } from "./account-schema";
import { deadLink } from "./dead-link";
import { hashPassword } from "./hash-password";
import { hashLinkToken } from "./link-token";
import { addressOf } from "./note-attempt";
import { requireStrongPassword } from "./require-strong-password";
import { setPassword } from "./set-password";
import { verifyOwner } from "./verify-owner";

/**
 * Sets a new password with the link that was mailed for it, once, and ends every session. Whoever could read the mail has proved the
 * address: failed sign-ins no longer keep them waiting where they are, and what was set up before by whom nobody knows is gone.
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
    await tx.query(
      `UPDATE password_reset_attempts SET success = true
        WHERE id = (SELECT id FROM password_reset_attempts WHERE email = $1 ORDER BY attempted_at DESC LIMIT 1)`,
      [email],
    );
    await tx.query("INSERT INTO login_attempts (email, ip_address, attempted_at, success) VALUES ($1, $2, $3, true)", [
      email,
      addressOf(ctx.client),
      now,
    ]);
  });
}

async function findOwner(tx: Transaction, tokenHash: string, now: Date): Promise<{ name: string; email: string }> {
  const { rows } = await tx.query<{ name: string; email: string }>(
    `SELECT u.name, u.email FROM password_reset_tokens t JOIN users u ON u.id = t.user_id
      WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > $2 AND u.is_active`,
    [tokenHash, now],
  );
  return rows[0] ?? refuse(tx, tokenHash);
}

/** Of two at once the second waits for the first, and finds the link used. */
async function useToken(tx: Transaction, tokenHash: string, now: Date): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE password_reset_tokens t SET used_at = $2 FROM users u
      WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > $2 AND u.id = t.user_id AND u.is_active
     RETURNING u.id`,
    [tokenHash, now],
  );
  return rows[0]?.id ?? refuse(tx, tokenHash);
}

async function refuse(tx: Transaction, tokenHash: string): Promise<never> {
  const used = await tx.query("SELECT FROM password_reset_tokens WHERE token_hash = $1 AND used_at IS NOT NULL", [
    tokenHash,
  ]);
  if (used.rowCount) throw new AppError("CONFLICT", "This link was used already. Ask for a new one if you need it.");
  throw deadLink();
}
