import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { keyFor } from "./session-secret";

/** Both tokens that a browser holds for a session: the access token is valid for minutes, the refresh token renews both. */
export type SessionTokens = { sessionId: string; token: string; refreshToken: string };

/** New random tokens for a sign-in. */
export function newSessionTokens(sessionId: string): SessionTokens {
  return tokensOf(sessionId, randomBytes(32).toString("base64url"));
}

/** The tokens that replace these. They are derived from them, so that concurrent renewals all get the same. */
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

/** Whether a token matches the hash, compared in constant time. */
export function isTokenOf(token: string, hash: string | null): boolean {
  return hash !== null && timingSafeEqual(Buffer.from(hashSessionToken(token)), Buffer.from(hash.padEnd(64)));
}

function derive(part: "refresh" | "token", sessionId: string, from: string): string {
  return createHmac("sha256", keyFor("session tokens")).update(`${part}:${sessionId}:${from}`).digest("base64url");
}
