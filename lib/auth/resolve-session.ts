import type { Context, UserActor, UserRole } from "@/lib/db/context";
import { hashSessionToken } from "./session-token";

const lastUsedStepMs = 5 * 60_000;

type SessionRow = { id: string; user_id: string; role: UserRole; timezone: string; is_recently_used: boolean };

/** The person behind a session token, or null when the session has ended, expired or was never opened, or the account is closed. */
export async function resolveSession(
  ctx: Pick<Context, "db" | "clock">,
  sessionToken: string,
): Promise<UserActor | null> {
  const now = ctx.clock.now();
  return ctx.db.auth(async (tx) => {
    const { rows } = await tx.query<SessionRow>(
      `SELECT s.id, s.user_id, u.role, u.timezone, s.last_used_at > $3::timestamptz AS is_recently_used
         FROM user_sessions s JOIN users u ON u.id = s.user_id
        WHERE s.token_hash = $1 AND s.is_active AND s.expires_at > $2::timestamptz AND u.is_active`,
      [hashSessionToken(sessionToken), now, new Date(now.getTime() - lastUsedStepMs)],
    );
    const session = rows[0];
    if (!session) return null;
    if (!session.is_recently_used)
      await tx.query("UPDATE user_sessions SET last_used_at = $2 WHERE id = $1", [session.id, now]);
    return { kind: "user", userId: session.user_id, role: session.role, timezone: session.timezone };
  });
}
