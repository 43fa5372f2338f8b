import { createHash, randomBytes } from "node:crypto";

/** 256 random bits: all that a browser holds of a session. */
export function newSessionToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What `user_sessions.token_hash` keeps of a token. */
export function hashSessionToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
