import type { Client, Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { noteAttempt, refuseLocked, settleAttempt } from "./note-attempt";
import { verifyPassword } from "./verify-password";

const recentMs = 15 * 60_000;
const nowhere: Client = { ipAddress: null, userAgent: null };

type Account = { email: string; password_hash: string | null; opened_at: Date | null };

/**
 * Asks for the password again before what a stolen session must not do. Whoever has none must have signed in within 15 minutes.
 * @throws AppError BAD_REQUEST with the field `password` when it is wrong, RATE_LIMITED after too many tries, FORBIDDEN for an old
 * session without a password.
 */
export async function requirePassword(ctx: Context, password: string): Promise<void> {
  const { userId } = requirePermission(ctx, "account.update");
  const now = ctx.clock.now();
  const account = await ctx.db.auth(async (tx) => {
    const { rows } = await tx.query<Account>(
      `SELECT email, password_hash, (SELECT created_at FROM user_sessions WHERE id = $2 AND user_id = $1) AS opened_at
         FROM users WHERE id = $1`,
      [userId, ctx.sessionId ?? null],
    );
    return rows[0];
  });
  if (account && account.password_hash === null) return requireRecent(account.opened_at, now);
  const email = account?.email ?? "";
  const client = ctx.client ?? nowhere;
  const noted = await ctx.db.auth((tx) => noteAttempt(tx, { email, client, now, reason: "wrong_password" }));
  refuseLocked(noted);
  if (!(await verifyPassword(password, account?.password_hash ?? null))) {
    const message = "This is not your password.";
    throw new AppError("BAD_REQUEST", message, { fields: { password: message } });
  }
  await ctx.db.auth((tx) => settleAttempt(tx, noted.attemptId, null));
}

function requireRecent(openedAt: Date | null, now: Date): void {
  if (openedAt && now.getTime() - openedAt.getTime() < recentMs) return;
  throw new AppError("FORBIDDEN", "Sign out and in again first, so that we know it is you.");
}
