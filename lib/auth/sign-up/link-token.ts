import { createHash, randomBytes } from "node:crypto";

/** 256 random bits for a link in a mail. */
export function newLinkToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of a link's token. */
export function hashLinkToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
