import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import type { AuthProvider } from "./auth-provider";

export type SessionSummary = {
  id: string;
  /** Whether it is the one that asks. */
  isCurrent: boolean;
  provider: AuthProvider;
  ipAddress: string | null;
  userAgent: string | null;
  openedAt: Date;
  /** Minutes old at most. */
  lastUsedAt: Date;
  endsAt: Date;
};

type Row = Omit<SessionSummary, "isCurrent">;

/** One's own sessions that still work: the current one first, then the last used. */
export async function listSessions(ctx: Context): Promise<SessionSummary[]> {
  const { userId } = requirePermission(ctx, "session.read");
  const { rows } = await ctx.db.tenant(userId, (tx) =>
    tx.query<Row>(
      `SELECT id, auth_provider AS provider, host(ip_address) AS "ipAddress", user_agent AS "userAgent",
              created_at AS "openedAt", last_used_at AS "lastUsedAt", expires_at AS "endsAt"
         FROM user_sessions WHERE user_id = $1 AND is_active AND expires_at > $2::timestamptz
        ORDER BY (id = $3) DESC, last_used_at DESC, id`,
      [userId, ctx.clock.now(), ctx.sessionId ?? null],
    ),
  );
  return rows.map((row) => ({ ...row, isCurrent: row.id === ctx.sessionId }));
}
