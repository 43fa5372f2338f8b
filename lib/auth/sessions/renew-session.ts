import "server-only";
import type { Context } from "@/lib/access/context";
import { limitRate } from "@/lib/access/rate-limit";
import { rateOf } from "../sign-in/rates";
import { refreshSession } from "./refresh-session";
import { findSessionTokens, keepSessionTokens } from "./session-cookie";
import type { SessionTokens } from "./session-token";

/**
 * Renews the tokens that came with this request and gives them to the browser; only a route handler or an action can.
 * @returns the new tokens, or null for nobody.
 * @throws AppError RATE_LIMITED for a browser that asks again and again.
 */
export async function renewSession(ctx: Pick<Context, "db" | "clock">): Promise<SessionTokens | null> {
  const presented = await findSessionTokens();
  if (!presented) return null;
  await limitRate(ctx.db, rateOf("session-refresh", presented.sessionId));
  const tokens = await refreshSession(ctx, presented);
  if (tokens) await keepSessionTokens(tokens);
  return tokens;
}
