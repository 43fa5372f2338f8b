import { timingSafeEqual } from "node:crypto";
import { parseSignatureHeader } from "./parse-signature-header";
import { beginWebhookDigest } from "./sign-webhook";

/** A retry may carry the first attempt's timestamp, and the last of five attempts comes about 40 minutes later. */
export const TOLERATED_PAST_SECONDS = 45 * 60;
/** Tolerance for clock differences. */
export const TOLERATED_FUTURE_SECONDS = 5 * 60;

export type SignatureRefusal = "missing_signature" | "malformed_signature" | "stale_timestamp" | "wrong_signature";

export type SignatureRefused = { ok: false; reason: SignatureRefusal };

interface TimestampWindow {
  nowSeconds: number;
  pastSeconds?: number;
  futureSeconds?: number;
}

interface SignedHeader extends TimestampWindow {
  header: string | null;
  /** Several while a secret is being rotated. Empty strings never match. */
  secrets: readonly string[];
}

/** A signature check in progress: it receives the raw body piece by piece, so that the whole body need not be in memory. */
export type SignatureCheck = {
  ok: true;
  timestampSeconds: number;
  update(piece: Uint8Array): void;
  /** Whether one of the secrets has signed what came, in constant time; asked once, after the last piece. */
  isRight(): boolean;
};

/** Refuses what can be refused before a byte of the body is read, and tries every secret against every `v0` part of the rest. */
export function beginSignatureCheck({ secrets, ...request }: SignedHeader): SignatureCheck | SignatureRefused {
  const parsed = readFreshHeader(request);
  if (!parsed.ok) return parsed;
  const { timestampSeconds, signatures } = parsed;
  const digests = secrets
    .filter((secret) => secret !== "")
    .map((secret) => beginWebhookDigest({ secret, timestampSeconds }));
  return {
    ok: true,
    timestampSeconds,
    update(piece) {
      for (const digest of digests) digest.update(piece);
    },
    isRight() {
      let matches = 0;
      for (const digest of digests) {
        const expected = digest.digest();
        for (const signature of signatures) matches += Number(timingSafeEqual(expected, signature));
      }
      return matches > 0;
    },
  };
}

/** The same for a raw body that is there as a whole. */
export function verifyWebhookSignature({ rawBody, ...request }: SignedHeader & { rawBody: Uint8Array }) {
  const check = beginSignatureCheck(request);
  if (!check.ok) return check;
  check.update(rawBody);
  if (!check.isRight()) return refuse("wrong_signature");
  return { ok: true as const, timestampSeconds: check.timestampSeconds };
}

function readFreshHeader({
  header,
  nowSeconds,
  pastSeconds = TOLERATED_PAST_SECONDS,
  futureSeconds = TOLERATED_FUTURE_SECONDS,
}: TimestampWindow & { header: string | null }) {
  if (header === null || header.trim() === "") return refuse("missing_signature");
  const parsed = parseSignatureHeader(header);
  if (parsed === null) return refuse("malformed_signature");
  const { timestampSeconds } = parsed;
  if (timestampSeconds < nowSeconds - pastSeconds || timestampSeconds > nowSeconds + futureSeconds) {
    return refuse("stale_timestamp");
  }
  return { ok: true as const, ...parsed };
}

function refuse(reason: SignatureRefusal) {
  return { ok: false as const, reason };
}
