import { createHash, timingSafeEqual } from "node:crypto";

/** Whether an Authorization header brings this token; takes as long whatever of it is right. */
export function isBearer(header: string | null, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(header ?? "")?.[1] ?? "";
  return timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string) => createHash("sha256").update(text).digest();
