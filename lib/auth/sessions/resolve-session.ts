import { type Context, type TenantContext, type UserActor, userRoles } from "@/lib/access/context";
import type { Transaction } from "@/lib/db/transaction";
import { oneOf } from "@/lib/platform/one-of";
import type { SettingKey } from "@/lib/settings/settings";
import { overlapMs } from "./session-times";
import { isTokenOf, type SessionTokens } from "./session-token";

const lastUsedStepMs = 5 * 60_000;

export type SessionVerdict =
  | { state: "signed_out" }
  /** The access token has expired; `refreshSession` decides whether the refresh token still works. */
  | { state: "stale" }
  | { state: "signed_in" | "second_factor_missing" | "second_factor_not_set_up"; actor: UserActor };

/** The visitor, with or without a session; only in the state "signed_in" may they see anything. */
export type Visitor = { state: SessionVerdict["state"]; ctx: TenantContext | null };

type SessionRow = NonNullable<Awaited<ReturnType<typeof findSession>>>;

/**
 * The visitor with these tokens. Sessions that have ended, expired or never existed, and those of closed accounts, count as signed out;
 * with a second factor, a user is signed in only once it was given.
 */
export async function resolveSession(
  ctx: Pick<Context, "db" | "clock">,
  { sessionId, token }: Pick<SessionTokens, "sessionId" | "token">,
): Promise<SessionVerdict> {
  const now = ctx.clock.now();
  return ctx.db.auth(async (tx) => {
    const session = await findSession(tx, sessionId, now);
    if (!session) return { state: "signed_out" };
    if (!isWorking(session, token, now)) return { state: "stale" };
    if (!session.is_recently_used)
      await tx.kysely.updateTable("user_sessions").set({ last_used_at: now }).where("id", "=", sessionId).execute();
    const role = oneOf(userRoles, session.role);
    const actor = { kind: "user", userId: session.user_id, role, timezone: session.timezone } as const;
    return { state: stateOf(session), actor };
  });
}

/** Runs on every request and is therefore a single statement. */
function findSession({ kysely }: Transaction, sessionId: string, now: Date) {
  return kysely
    .selectFrom("user_sessions as s")
    .innerJoin("users as u", "u.id", "s.user_id")
    .leftJoin("second_factors as f", "f.user_id", "u.id")
    .select((eb) => [
      "s.user_id",
      "u.role",
      "u.timezone",
      "s.token_hash",
      "s.previous_token_hash",
      "s.token_expires_at",
      "s.rotated_at",
      eb("s.last_used_at", ">", new Date(now.getTime() - lastUsedStepMs)).as("is_recently_used"),
      "s.second_factor_at",
      eb("f.confirmed_at", "is not", null).as("has_second_factor"),
      eb
        .and([
          eb("u.role", "<>", "user"),
          eb.exists(
            eb
              .selectFrom("system_config")
              .select("config_key")
              .where("config_key", "=", "require_admin_second_factor" satisfies SettingKey)
              .where("config_value", "=", "true"),
          ),
        ])
        .as("needs_second_factor"),
    ])
    .where("s.id", "=", sessionId)
    .where("s.is_active", "=", true)
    .where("s.expires_at", ">", now)
    .where("u.is_active", "=", true)
    .executeTakeFirst();
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
