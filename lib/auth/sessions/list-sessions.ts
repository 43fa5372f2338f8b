import { sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { oneOf } from "@/lib/platform/one-of";
import { type AuthProvider, authProviders } from "../oauth/auth-provider";

export type SessionSummary = {
  id: string;
  /** Whether it is the session of this request. */
  isCurrent: boolean;
  provider: AuthProvider;
  ipAddress: string | null;
  userAgent: string | null;
  openedAt: Date;
  /** Minutes old at most. */
  lastUsedAt: Date;
  endsAt: Date;
};

/** The user's own active sessions: the current one first, then by last use. */
export async function listSessions(ctx: Context): Promise<SessionSummary[]> {
  const { userId } = requirePermission(ctx, "session.read");
  const rows = await ctx.db.tenant(userId, (tx) =>
    tx.kysely
      .selectFrom("user_sessions")
      .select((eb) => [
        "id",
        "auth_provider as provider",
        eb.fn<string | null>("host", ["ip_address"]).as("ipAddress"),
        "user_agent as userAgent",
        "created_at as openedAt",
        "last_used_at as lastUsedAt",
        "expires_at as endsAt",
      ])
      .where("user_id", "=", userId)
      .where("is_active", "=", true)
      .where("expires_at", ">", ctx.clock.now())
      .orderBy(sql`id = ${ctx.sessionId ?? null}::uuid`, "desc")
      .orderBy("last_used_at", "desc")
      .orderBy("id")
      .execute(),
  );
  return rows.map((row) => ({
    ...row,
    provider: oneOf(authProviders, row.provider),
    isCurrent: row.id === ctx.sessionId,
  }));
}
