import "server-only";
import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { loadEnv } from "@/lib/platform/env";
import { sessionSecret } from "./session-secret";
import type { SessionTokens } from "./session-token";

/** A browser keeps the cookie longer than any session lasts; `user_sessions` says when one is over. */
export const cookieSecondsMax = 365 * 24 * 3600;

const CookieContent = z.object({
  sessionId: z.uuid(),
  token: z.string().min(1).max(100),
  refreshToken: z.string().min(1).max(100),
});

/** The attributes of the session cookie: unreadable for scripts, and bound to this host if the site is served over HTTPS. */
export function sessionCookie() {
  const isSecure = loadEnv().nextAuthUrl.startsWith("https://");
  return {
    name: isSecure ? "__Host-callwright.session" : "callwright.session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
  } as const;
}

/** The tokens that came with this request, or null without any or with some that are not ours. */
export async function findSessionTokens(): Promise<SessionTokens | null> {
  const value = (await cookies()).get(sessionCookie().name)?.value;
  if (!value) return null;
  const content = await decode({ token: value, secret: sessionSecret() }).catch(() => null);
  return tokensIn(content);
}

/** The tokens that a decrypted cookie holds. */
export function tokensIn(content: unknown): SessionTokens | null {
  return CookieContent.safeParse(content).data ?? null;
}

/** Gives the browser new tokens; only a route handler or an action can. */
export async function keepSessionTokens(tokens: SessionTokens): Promise<void> {
  const { name, options } = sessionCookie();
  const value = await encode({ token: tokens, secret: sessionSecret(), maxAge: cookieSecondsMax });
  (await cookies()).set(name, value, { ...options, maxAge: cookieSecondsMax });
}
