import type { ByteRange } from "@/lib/storage/storage";

/**
 * The one range of a `Range` header: null for the whole object (none given, several, or not in bytes), "outside" when it holds no byte.
 */
export function parseByteRange(header: string | null, sizeBytes: number): ByteRange | null | "outside" {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  const [, first, last] = match ?? [];
  if (!first && !last) return null;
  if (!first) {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? "outside" : { start: sizeBytes - length, end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last ? Math.min(Number(last), sizeBytes - 1) : sizeBytes - 1;
  if (last && Number(last) < start) return null;
  return start >= sizeBytes ? "outside" : { start, end };
}
