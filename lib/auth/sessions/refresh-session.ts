import type { Context } from "@/lib/access/context";
import type { Transaction } from "@/lib/db/transaction";
import { getLogger } from "@/lib/platform/logger";
import { ended } from "./end-sessions";
import { overlapMs, tokenMs } from "./session-times";
import { hashSessionToken, isTokenOf, type SessionTokens, successorOf, tokensOf } from "./session-token";

type LockedSession = NonNullable<Awaited<ReturnType<typeof lockSession>>>;

/**
 * Renews a session's tokens, once for all requests that ask at the same time. A refresh token that was replaced more than 30 seconds ago
 * has been copied, so its use ends the session.
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
      // Tokens issued with the second factor are not derived from earlier ones, so a copy of those does not lead to them.
      return { tokens: isTokenOf(successor.refreshToken, session.refresh_token_hash) ? successor : null };
    }
    await endReused(tx, presented.sessionId);
    return { tokens: null, wasReused: true };
  });
  if (wasReused)
    getLogger().warn({ sessionId: presented.sessionId }, "An old refresh token was used: its session was ended");
  return tokens;
}

function lockSession({ kysely }: Transaction, sessionId: string, now: Date) {
  return kysely
    .selectFrom("user_sessions as s")
    .innerJoin("users as u", "u.id", "s.user_id")
    .select(["s.refresh_token_hash", "s.previous_refresh_token_hash", "s.token_expires_at", "s.rotated_at"])
    .where("s.id", "=", sessionId)
    .where("s.is_active", "=", true)
    .where("s.refresh_expires_at", ">", now)
    .where("u.is_active", "=", true)
    .forUpdate("s")
    .executeTakeFirst();
}

async function rotate(tx: Transaction, presented: SessionTokens, now: Date): Promise<SessionTokens> {
  const tokens = successorOf(presented);
  await tx.kysely
    .updateTable("user_sessions")
    .set((eb) => ({
      previous_token_hash: eb.ref("token_hash"),
      previous_refresh_token_hash: eb.ref("refresh_token_hash"),
      token_hash: hashSessionToken(tokens.token),
      refresh_token_hash: hashSessionToken(tokens.refreshToken),
      token_expires_at: new Date(now.getTime() + tokenMs),
      rotated_at: now,
    }))
    .where("id", "=", tokens.sessionId)
    .execute();
  return tokens;
}

function wasJustReplaced(presented: SessionTokens, session: LockedSession, now: Date): boolean {
  const isPrevious = isTokenOf(presented.refreshToken, session.previous_refresh_token_hash);
  return isPrevious && session.rotated_at !== null && now.getTime() - session.rotated_at.getTime() < overlapMs;
}

async function endReused(tx: Transaction, sessionId: string): Promise<void> {
  await tx.kysely.updateTable("user_sessions").set(ended("token_reused")).where("id", "=", sessionId).execute();
}
