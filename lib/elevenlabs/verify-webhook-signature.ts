import { timingSafeEqual } from "node:crypto";
import { parseSignatureHeader } from "./parse-signature-header";
import { digestWebhook } from "./sign-webhook";

/** A retry may carry the first attempt's timestamp, and the last of five attempts comes about 40 minutes later. */
export const TOLERATED_PAST_SECONDS = 45 * 60;
/** Clocks differ; nobody signs minutes ahead. */
export const TOLERATED_FUTURE_SECONDS = 5 * 60;

export type SignatureRefusal = "missing_signature" | "malformed_signature" | "stale_timestamp" | "wrong_signature";

export type SignatureVerdict = { ok: true; timestampSeconds: number } | { ok: false; reason: SignatureRefusal };

interface TimestampWindow {
  nowSeconds: number;
  pastSeconds?: number;
  futureSeconds?: number;
}

interface SignedRequest extends TimestampWindow {
  header: string | null;
  rawBody: Uint8Array;
  /** Several while a secret is being rotated. Empty strings never match. */
  secrets: readonly string[];
}

/** Judges the `ElevenLabs-Signature` of a raw body in constant time: every secret is tried against every `v0` part. */
export function verifyWebhookSignature({ rawBody, secrets, ...request }: SignedRequest): SignatureVerdict {
  const parsed = readFreshHeader(request);
  if (!parsed.ok) return parsed;

  const { timestampSeconds, signatures } = parsed;
  let matches = 0;
  for (const secret of secrets) {
    if (secret === "") continue;
    const expected = digestWebhook({ secret, timestampSeconds, rawBody });
    for (const signature of signatures) matches += Number(timingSafeEqual(expected, signature));
  }
  return matches > 0 ? { ok: true, timestampSeconds } : { ok: false, reason: "wrong_signature" };
}

/** The part of the verdict that needs no body, for a receiver that refuses before it reads one. */
export function verifySignatureFreshness(request: TimestampWindow & { header: string | null }): SignatureVerdict {
  const parsed = readFreshHeader(request);
  return parsed.ok ? { ok: true, timestampSeconds: parsed.timestampSeconds } : parsed;
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
