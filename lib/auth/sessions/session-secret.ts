import { hkdfSync } from "node:crypto";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";

/** @throws AppError UNAVAILABLE when NEXTAUTH_SECRET is not set. */
export function sessionSecret(): string {
  const secret = loadEnv().nextAuthSecret;
  if (!secret) throw new AppError("UNAVAILABLE", "NEXTAUTH_SECRET is not set.");
  return secret;
}

/** A key of 32 bytes for one purpose, made from NEXTAUTH_SECRET, so that no two purposes share one. */
export function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", sessionSecret(), "callwright", purpose, 32));
}
