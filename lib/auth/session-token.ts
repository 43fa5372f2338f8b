import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { keyFor } from "./session-secret";

/** All that a browser holds of a session: the token works for minutes, the refresh token renews both. */
export type SessionTokens = { sessionId: string; token: string; refreshToken: string };

/** Tokens that follow from nothing, for a sign-in. */
export function newSessionTokens(sessionId: string): SessionTokens {
  return tokensOf(sessionId, randomBytes(32).toString("base64url"));
}

/** The tokens that replace these. They follow from them, so that requests which renew at once all get the same. */
export function successorOf({ sessionId, refreshToken }: SessionTokens): SessionTokens {
  return tokensOf(sessionId, derive("refresh", sessionId, refreshToken));
}

/** The tokens that go with a refresh token. */
export function tokensOf(sessionId: string, refreshToken: string): SessionTokens {
  return { sessionId, token: derive("token", sessionId, refreshToken), refreshToken };
}

/** What `user_sessions` keeps of a token. */
export function hashSessionToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether a token is the one of the hash, in a time that tells nothing of either. */
export function isTokenOf(token: string, hash: string | null): boolean {
  return hash !== null && timingSafeEqual(Buffer.from(hashSessionToken(token)), Buffer.from(hash.padEnd(64)));
}

function derive(part: "refresh" | "token", sessionId: string, from: string): string {
  return createHmac("sha256", keyFor("session tokens")).update(`${part}:${sessionId}:${from}`).digest("base64url");
}
