import { createHash } from "node:crypto";

/** 44 characters for a password of any length: bcrypt by itself reads 72 bytes and stops at a zero byte. */
export function digestPassword(password: string): string {
  return createHash("sha256").update(password, "utf8").digest("base64");
}
