import { createHmac } from "node:crypto";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { openSecret, sealSecret } from "@/lib/platform/secret-box";

/** What `second_factors.secret_encrypted` keeps of a user's shared secret. */
export function sealTotpSecret(secret: string, userId: string): string {
  return sealSecret(secret, nameOf(userId), encryptionKey());
}

export function openTotpSecret(sealed: string, userId: string): string {
  return openSecret(sealed, nameOf(userId), encryptionKey());
}

/** What `second_factor_recovery_codes.code_hash` keeps: keyed, because a code is short enough to be found by trying. */
export function hashRecoveryCode(code: string, userId: string): string {
  return createHmac("sha256", encryptionKey()).update(`recovery:${userId}:${code}`).digest("hex");
}

const nameOf = (userId: string) => `second_factor:${userId}`;

function encryptionKey(): Buffer {
  const key = loadEnv().configEncryptionKey;
  if (key) return key;
  throw new AppError(
    "UNAVAILABLE",
    "Two-factor authentication requires the environment variable CONFIG_ENCRYPTION_KEY. Ask your Callwright administrator to set it.",
  );
}
