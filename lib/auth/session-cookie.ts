import "server-only";
import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";

/** How the browser keeps the session: unreadable for scripts, bound to this host wherever the site is served over HTTPS. */
export function sessionCookie() {
  const isSecure = loadEnv().nextAuthUrl.startsWith("https://");
  return {
    name: isSecure ? "__Host-callwright.session" : "callwright.session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
  } as const;
}

/** @throws AppError UNAVAILABLE when NEXTAUTH_SECRET is not set. */
export function sessionSecret(): string {
  const secret = loadEnv().nextAuthSecret;
  if (!secret) throw new AppError("UNAVAILABLE", "NEXTAUTH_SECRET is not set.");
  return secret;
}

/** The session token that came with this request, or null without one or with one that is not ours. */
export async function findSessionToken(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  if (!token) return null;
  const payload = await decode({ token, secret: sessionSecret() }).catch(() => null);
  return typeof payload?.sessionToken === "string" ? payload.sessionToken : null;
}
