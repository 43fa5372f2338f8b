import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { getDatabase } from "@/lib/db/get-database";
import { systemClock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { getLogger } from "@/lib/platform/logger";
import { acceptOauthSignIn } from "../oauth/accept-oauth-sign-in";
import { nextAuthOauthProviders } from "../oauth/oauth-providers";
import { endSession } from "../sessions/end-session";
import type { Visitor } from "../sessions/resolve-session";
import { cookieSecondsMax, sessionCookie, tokensIn } from "../sessions/session-cookie";
import { sessionSecret } from "../sessions/session-secret";
import type { SessionTokens } from "../sessions/session-token";
import { clientOf } from "./client-of";
import { redirectWithin } from "./redirect-within";
import { signInErrorWord } from "./sign-in-error";
import { signInWithPassword } from "./sign-in-with-password";

declare module "next-auth" {
  interface User {
    tokens?: SessionTokens;
  }
}

export type SignInAdapter = {
  /** Whose request this is. */
  findVisitor(): Promise<Visitor>;
  /** Called for a refusal with another reason than a wrong address or password. */
  onRefusal(error: AppError): void;
};

/** next-auth, used to carry our own tokens; whether the session is still valid is checked in `user_sessions` at every request. */
export function nextAuthOptions({ findVisitor, onRefusal }: SignInAdapter): NextAuthOptions {
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
        const accepted = await acceptOauthSignIn(findVisitor, { user, account, claims: profile });
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
  onRefusal: SignInAdapter["onRefusal"],
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
  return new AppError("UNAVAILABLE", "We could not sign you in. Try again in a moment.", { cause: error });
}
