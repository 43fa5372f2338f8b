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
import { redirectWithin } from "./redirect-within";
import { cookieSecondsMax, sessionCookie, tokensIn } from "./session-cookie";
import { sessionSecret } from "./session-secret";
import type { SessionTokens } from "./session-token";
import { signInErrorWord } from "./sign-in-error";
import { signInWithPassword } from "./sign-in-with-password";

declare module "next-auth" {
  interface User {
    tokens?: SessionTokens;
  }
}

export type SignInListener = {
  /** Told of a refusal that says more than that the address or the password is wrong. */
  onRefusal(error: AppError): void;
};

/** next-auth as the bearer of our own tokens; whether the session still counts is asked of `user_sessions` at every request. */
export function nextAuthOptions({ onRefusal }: SignInListener): NextAuthOptions {
  return {
    secret: sessionSecret(),
    session: { strategy: "jwt", maxAge: cookieSecondsMax },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: { sessionToken: sessionCookie() },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (credentials, request) => authorize(credentials, request.headers, onRefusal),
      }),
      ...nextAuthOauthProviders(),
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) => redirectWithin(url, baseUrl),
      async signIn({ user, account, profile }) {
        if (account?.type !== "oauth") return true;
        const accepted = await acceptOauthSignIn(user, account, profile);
        if ("redirectTo" in accepted) return accepted.redirectTo;
        Object.assign(user, { id: accepted.session.userId, tokens: accepted.session.session });
        return true;
      },
      jwt: ({ token, user }) => ({ ...(user?.tokens ?? tokensIn(token)) }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const tokens = tokensIn(token);
        if (tokens) await endSession({ db: getDatabase() }, tokens.sessionId);
      },
    },
    logger: {
      error: (code, metadata) => getLogger().error({ code, metadata }, "Signing in or out failed"),
      warn: (code) => getLogger().debug({ code }, "next-auth warns"),
      debug: () => {},
    },
  };
}

async function authorize(
  credentials: unknown,
  headers: Readonly<Record<string, unknown>> | undefined,
  onRefusal: SignInListener["onRefusal"],
) {
  try {
    const process = { db: getDatabase(), clock: systemClock };
    const { userId, tokens } = await signInWithPassword(process, credentials, clientOf(headers));
    return { id: userId, tokens };
  } catch (error) {
    if (error instanceof AppError && error.code === "UNAUTHENTICATED") return null;
    const refusal = expected(error);
    if (refusal.status >= 500) getLogger().error({ err: error }, "Signing in failed");
    onRefusal(refusal);
    throw new Error(signInErrorWord(refusal));
  }
}

function expected(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError("UNAVAILABLE", "Signing in did not work just now. Try again in a moment.", { cause: error });
}
