import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { getDatabase } from "@/lib/db/get-database";
import { systemClock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { getLogger } from "@/lib/platform/logger";
import { acceptOauthSignIn } from "./accept-oauth-sign-in";
import { clientOf } from "./client-of";
import { endSession } from "./end-session";
import { nextAuthOauthProviders } from "./oauth-providers";
import { sessionCookie, sessionSecret } from "./session-cookie";
import { signInWithPassword } from "./sign-in-with-password";

declare module "next-auth" {
  interface User {
    sessionToken?: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionToken?: string;
  }
}

/** next-auth as the bearer of our own session token; whether the session still counts is asked of `user_sessions` at every request. */
export function nextAuthOptions(): NextAuthOptions {
  return {
    secret: sessionSecret(),
    session: { strategy: "jwt", maxAge: 365 * 24 * 3600 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: { sessionToken: sessionCookie() },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (credentials, request) => authorize(credentials, request.headers),
      }),
      ...nextAuthOauthProviders(),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== "oauth") return true;
        const accepted = await acceptOauthSignIn(user, account, profile);
        if ("redirectTo" in accepted) return accepted.redirectTo;
        Object.assign(user, { id: accepted.session.userId, sessionToken: accepted.session.session });
        return true;
      },
      jwt: ({ token, user }) => ({ sessionToken: user?.sessionToken ?? token.sessionToken }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (token?.sessionToken) await endSession({ db: getDatabase() }, token.sessionToken);
      },
    },
    logger: {
      error: (code, metadata) => getLogger().error({ code, metadata }, "Signing in or out failed"),
      warn: (code) => getLogger().debug({ code }, "next-auth warns"),
      debug: () => {},
    },
  };
}

async function authorize(credentials: unknown, headers: Readonly<Record<string, unknown>> | undefined) {
  try {
    const process = { db: getDatabase(), clock: systemClock };
    const { userId, sessionToken } = await signInWithPassword(process, credentials, clientOf(headers));
    return { id: userId, sessionToken };
  } catch (error) {
    if (error instanceof AppError && error.code === "UNAUTHENTICATED") return null;
    getLogger().error({ err: error }, "Signing in failed");
    throw new Error("UNAVAILABLE");
  }
}
