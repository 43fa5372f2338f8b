import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { TenantContext } from "@/lib/access/context";
import { renewSession } from "@/lib/auth/sessions/renew-session";
import { resolveSession, type Visitor } from "@/lib/auth/sessions/resolve-session";
import { findSessionTokens } from "@/lib/auth/sessions/session-cookie";
import type { SessionTokens } from "@/lib/auth/sessions/session-token";
import { clientOf } from "@/lib/auth/sign-in/client-of";
import { getDatabase } from "@/lib/db/get-database";
import { getMetricCache } from "@/lib/live/get-metric-cache";
import { systemClock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { requestIdFrom } from "@/lib/platform/request-id";

const process = () => ({ db: getDatabase(), clock: systemClock, metricCache: getMetricCache() });

/** Whose request this is, looked up once for a page. */
export const findVisitor = cache(async (): Promise<Visitor> => visitorOf(await findSessionTokens()));

/** Who is signed in; null for nobody. */
export async function findTenantContext(): Promise<TenantContext | null> {
  const { state, ctx } = await findVisitor();
  return state === "signed_in" ? ctx : null;
}

/**
 * The only place where a page, an action or a route handler gets its user.
 * @param pagePath where a page lies, so that signing in leads back to it. Without it this is an action or a route handler, and nobody is
 * redirected.
 * @throws AppError UNAUTHENTICATED or SECOND_FACTOR_REQUIRED when nobody is signed in and there is no page to come back to.
 */
export async function requireTenantContext(pagePath?: string): Promise<TenantContext> {
  const { state, ctx } = pagePath ? await findVisitor() : await renewedVisitor();
  if (ctx && state === "signed_in") return ctx;
  if (pagePath) redirect(wayBack(state, pagePath));
  throw refusal(state);
}

/** The visitor of an action or a route handler, which can renew tokens on its own. */
export async function renewedVisitor(): Promise<Visitor> {
  const visitor = await findVisitor();
  return visitor.state === "stale" ? visitorOf(await renewSession(process())) : visitor;
}

/** Where somebody goes who is not signed in, to come back to the page. A page cannot renew tokens, so it sends there, too. */
export function wayBack(state: Visitor["state"], pagePath: string): string {
  const callback = `callbackUrl=${encodeURIComponent(pagePath)}`;
  if (state === "stale") return `/api/session/refresh?${callback}`;
  if (state === "second_factor_missing") return `/two-factor?${callback}`;
  if (state === "second_factor_not_set_up") return `/two-factor/set-up?${callback}`;
  return `/sign-in?${callback}`;
}

async function visitorOf(tokens: SessionTokens | null): Promise<Visitor> {
  if (!tokens) return { state: "signed_out", ctx: null };
  const verdict = await resolveSession(process(), tokens);
  if (!("actor" in verdict)) return { state: verdict.state, ctx: null };
  const given = await headers();
  const { sessionId } = tokens;
  const client = clientOf(Object.fromEntries(given));
  return {
    state: verdict.state,
    ctx: { ...process(), actor: verdict.actor, requestId: requestIdFrom(given), client, sessionId },
  };
}

function refusal(state: Visitor["state"]): AppError {
  if (state === "second_factor_missing")
    return new AppError("SECOND_FACTOR_REQUIRED", "Enter the code from your authenticator app to continue.");
  if (state === "second_factor_not_set_up")
    return new AppError(
      "SECOND_FACTOR_REQUIRED",
      "Administrators must use two-factor authentication. Set it up to continue.",
    );
  return new AppError("UNAUTHENTICATED", "You are signed out. Sign in and try again.");
}
