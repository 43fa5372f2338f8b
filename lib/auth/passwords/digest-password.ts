import { createHash } from "node:crypto";
import { normalizePassword } from "./normalize-password";

/** 44 characters for a password of any length and spelling: bcrypt alone reads 72 bytes and stops at a zero byte. */
export function digestPassword(password: string): string {
  return digest(normalizePassword(password));
}

/** The password's digest, then those of the spellings in which it may have been hashed before normalization was introduced. */
export function digestSpellings(password: string): string[] {
  const spellings = [normalizePassword(password), password, password.normalize("NFC"), password.normalize("NFD")];
  return [...new Set(spellings)].map(digest);
}

function digest(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("base64");
}
