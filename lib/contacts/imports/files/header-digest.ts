import { createHash } from "node:crypto";

/** Equal for files whose columns are called the same in the same order. */
export function headerDigest(header: readonly string[] | null): string {
  if (!header) return "";
  return createHash("sha256")
    .update(JSON.stringify(header.map((text) => text.trim().toLowerCase())))
    .digest("hex");
}
