import type { Context, UserActor, UserRole } from "@/lib/db/context";
import { overlapMs } from "./session-times";
import { isTokenOf, type SessionTokens } from "./session-token";

const lastUsedStepMs = 5 * 60_000;

export type SessionVerdict =
  | { state: "signed_out" }
  /** The token works no more; whether the refresh token does is for `refreshSession` to say. */
  | { state: "stale" }
  | { state: "signed_in" | "second_factor_missing" | "second_factor_not_set_up"; actor: UserActor };

type SessionRow = {
  user_id: string;
  role: UserRole;
  timezone: string;
  token_hash: string;
  previous_token_hash: string | null;
  token_expires_at: Date | null;
  rotated_at: Date | null;
  is_recently_used: boolean;
  second_factor_at: Date | null;
  has_second_factor: boolean;
  needs_second_factor: boolean;
};

/**
 * Who bears these tokens. A session that has ended, expired or was never opened, and one of a closed account, is nobody's; where a
 * second factor is asked for, somebody is signed in only once it was given.
 */
export async function resolveSession(
  ctx: Pick<Context, "db" | "clock">,
  { sessionId, token }: Pick<SessionTokens, "sessionId" | "token">,
): Promise<SessionVerdict> {
  const now = ctx.clock.now();
  return ctx.db.auth(async (tx) => {
    const { rows } = await tx.query<SessionRow>(
      `SELECT s.user_id, u.role, u.timezone, s.token_hash, s.previous_token_hash, s.token_expires_at, s.rotated_at,
              s.last_used_at > $3::timestamptz AS is_recently_used, s.second_factor_at,
              f.confirmed_at IS NOT NULL AS has_second_factor,
              u.role <> 'user' AND (SELECT config_value = 'true' FROM system_config
                                     WHERE config_key = 'require_admin_second_factor') AS needs_second_factor
         FROM user_sessions s JOIN users u ON u.id = s.user_id LEFT JOIN second_factors f ON f.user_id = u.id
        WHERE s.id = $1 AND s.is_active AND s.expires_at > $2::timestamptz AND u.is_active`,
      [sessionId, now, new Date(now.getTime() - lastUsedStepMs)],
    );
    const session = rows[0];
    if (!session) return { state: "signed_out" };
    if (!isWorking(session, token, now)) return { state: "stale" };
    if (!session.is_recently_used)
      await tx.query("UPDATE user_sessions SET last_used_at = $2 WHERE id = $1", [sessionId, now]);
    const actor = { kind: "user", userId: session.user_id, role: session.role, timezone: session.timezone } as const;
    return { state: stateOf(session), actor };
  });
}

function isWorking(session: SessionRow, token: string, now: Date): boolean {
  if (isTokenOf(token, session.token_hash)) return session.token_expires_at === null || session.token_expires_at > now;
  const isUnderWay = session.rotated_at !== null && now.getTime() - session.rotated_at.getTime() < overlapMs;
  return isTokenOf(token, session.previous_token_hash) && isUnderWay;
}

function stateOf(session: SessionRow) {
  if (session.has_second_factor) return session.second_factor_at ? "signed_in" : "second_factor_missing";
  return session.needs_second_factor ? "second_factor_not_set_up" : "signed_in";
}
