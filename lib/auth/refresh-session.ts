import type { Context } from "@/lib/db/context";
import type { Transaction } from "@/lib/db/transaction";
import { getLogger } from "@/lib/platform/logger";
import type { SessionEndReason } from "./session-end-reason";
import { overlapMs, tokenMs } from "./session-times";
import { hashSessionToken, isTokenOf, type SessionTokens, successorOf, tokensOf } from "./session-token";

type LockedSession = {
  refresh_token_hash: string | null;
  previous_refresh_token_hash: string | null;
  token_expires_at: Date | null;
  rotated_at: Date | null;
};

/**
 * Renews a session's tokens, once for all requests that ask at the same time. A refresh token that was replaced more than 30 seconds
 * ago is in two hands, so its use ends the session.
 * @returns the tokens that work now, or null when the session is over.
 */
export async function refreshSession(
  ctx: Pick<Context, "db" | "clock">,
  presented: SessionTokens,
): Promise<SessionTokens | null> {
  const now = ctx.clock.now();
  const { tokens, wasReused } = await ctx.db.auth(async (tx) => {
    const session = await lockSession(tx, presented.sessionId, now);
    if (!session) return { tokens: null };
    if (isTokenOf(presented.refreshToken, session.refresh_token_hash)) {
      const isFresh = session.token_expires_at !== null && session.token_expires_at > now;
      return {
        tokens: isFresh ? tokensOf(presented.sessionId, presented.refreshToken) : await rotate(tx, presented, now),
      };
    }
    if (wasJustReplaced(presented, session, now)) {
      const successor = successorOf(presented);
      // What was given with the second factor follows from nothing, and is nobody's who did not give it.
      return { tokens: isTokenOf(successor.refreshToken, session.refresh_token_hash) ? successor : null };
    }
    await endReused(tx, presented.sessionId);
    return { tokens: null, wasReused: true };
  });
  if (wasReused)
    getLogger().warn({ sessionId: presented.sessionId }, "An old refresh token was used: its session was ended");
  return tokens;
}

async function lockSession(tx: Transaction, sessionId: string, now: Date): Promise<LockedSession | undefined> {
  const { rows } = await tx.query<LockedSession>(
    `SELECT s.refresh_token_hash, s.previous_refresh_token_hash, s.token_expires_at, s.rotated_at
       FROM user_sessions s JOIN users u ON u.id = s.user_id
      WHERE s.id = $1 AND s.is_active AND s.refresh_expires_at > $2::timestamptz AND u.is_active
        FOR UPDATE OF s`,
    [sessionId, now],
  );
  return rows[0];
}

async function rotate(tx: Transaction, presented: SessionTokens, now: Date): Promise<SessionTokens> {
  const tokens = successorOf(presented);
  await tx.query(
    `UPDATE user_sessions SET previous_token_hash = token_hash, previous_refresh_token_hash = refresh_token_hash,
       token_hash = $2, refresh_token_hash = $3, token_expires_at = $4, rotated_at = $5
     WHERE id = $1`,
    [
      tokens.sessionId,
      hashSessionToken(tokens.token),
      hashSessionToken(tokens.refreshToken),
      new Date(now.getTime() + tokenMs),
      now,
    ],
  );
  return tokens;
}

function wasJustReplaced(presented: SessionTokens, session: LockedSession, now: Date): boolean {
  const isPrevious = isTokenOf(presented.refreshToken, session.previous_refresh_token_hash);
  return isPrevious && session.rotated_at !== null && now.getTime() - session.rotated_at.getTime() < overlapMs;
}

async function endReused(tx: Transaction, sessionId: string): Promise<void> {
  const reason: SessionEndReason = "token_reused";
  await tx.query("UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = $2 WHERE id = $1", [
    sessionId,
    reason,
  ]);
}
