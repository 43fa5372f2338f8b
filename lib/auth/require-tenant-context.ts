import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Context, UserActor } from "@/lib/db/context";
import { getDatabase } from "@/lib/db/get-database";
import { getFigureCache } from "@/lib/db/get-figure-cache";
import { systemClock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { requestIdFrom } from "@/lib/platform/request-id";
import { clientOf } from "./client-of";
import { resolveSession } from "./resolve-session";
import { findSessionToken } from "./session-cookie";

export type TenantContext = Context<UserActor>;

/** Who is signed in, looked up once a request; null for nobody. */
export const findTenantContext = cache(async (): Promise<TenantContext | null> => {
  const sessionToken = await findSessionToken();
  if (!sessionToken) return null;
  const process = { db: getDatabase(), clock: systemClock, figures: getFigureCache() };
  const actor = await resolveSession(process, sessionToken);
  if (!actor) return null;
  const given = await headers();
  return { ...process, actor, requestId: requestIdFrom(given), client: clientOf(Object.fromEntries(given)) };
});

/**
 * The only place where a page or a route handler learns for whom it works.
 * @param pagePath where a page lies, so that signing in leads back to it; without it nobody is sent anywhere.
 * @throws AppError UNAUTHENTICATED when nobody is signed in and there is no page to come back to.
 */
export async function requireTenantContext(pagePath?: string): Promise<TenantContext> {
  const ctx = await findTenantContext();
  if (ctx) return ctx;
  if (pagePath) redirect(`/sign-in?callbackUrl=${encodeURIComponent(pagePath)}`);
  throw new AppError("UNAUTHENTICATED", "You are signed out. Sign in and try again.");
}
