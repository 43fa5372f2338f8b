import { createHash, timingSafeEqual } from "node:crypto";

/** Whether an Authorization header contains this token, compared in constant time. */
export function isBearer(header: string | null, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(header ?? "")?.[1] ?? "";
  return timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string) => createHash("sha256").update(text).digest();
