const HEADER_CHARACTERS_MAX = 1024;
const PARTS_MAX = 8;
const TIMESTAMP = /^t=([1-9]\d{0,11})$/;
const SIGNATURE = /^v0=([0-9a-f]{64})$/;

export interface SignatureHeader {
  timestampSeconds: number;
  /** Each 32 bytes. Several while the provider signs with an old and a new secret. */
  signatures: Buffer[];
}

/**
 * Reads `t=<unix seconds>,v0=<64 lower-case hex digits>` without looking at the body, so that a receiver can refuse a
 * stale timestamp before it reads one. Spaces around a part are allowed; parts of other schemes are ignored.
 * Null for upper-case hex, no or two timestamps, no usable `v0`, and for headers too long to be the provider's.
 */
export function parseSignatureHeader(header: string): SignatureHeader | null {
  if (header.length > HEADER_CHARACTERS_MAX) return null;
  const parts = header.split(",", PARTS_MAX + 1).map((part) => part.trim());
  if (parts.length > PARTS_MAX) return null;

  const timestamps = parts.filter((part) => part.startsWith("t="));
  const timestamp = TIMESTAMP.exec(timestamps[0] ?? "")?.[1];
  const signatures = parts.flatMap((part) => {
    const hex = SIGNATURE.exec(part)?.[1];
    return hex ? [Buffer.from(hex, "hex")] : [];
  });
  if (timestamps.length !== 1 || !timestamp || signatures.length === 0) return null;
  return { timestampSeconds: Number(timestamp), signatures };
}
