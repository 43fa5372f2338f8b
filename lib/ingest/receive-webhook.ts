import { createHash } from "node:crypto";
import type { Actor, Context } from "@/lib/db/context";
import { isUnavailable } from "@/lib/db/pg-errors";
import { verifySignatureFreshness, verifyWebhookSignature } from "@/lib/elevenlabs/verify-webhook-signature";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import type { Storage } from "@/lib/storage/storage";
import { announcesAudio, type BodyLimits, readBody } from "./read-body";

type WebhookContext = Context<Extract<Actor, { kind: "webhook" }>>;

export type IncomingWebhook = {
  /** The ElevenLabs-Signature header. */
  signature: string | null;
  contentEncoding: string | null;
  contentLength: string | null;
  body: ReadableStream<Uint8Array> | null;
};

export type ReceivingOptions = {
  /** Any of them may have signed: several while a secret is rotated. */
  secrets: readonly string[];
  /** How old a signature may be; how far ahead is the verifier's own bound. */
  ageSecondsMax: number;
  limits: BodyLimits;
  /** Where bodies go that are too large for a row. */
  storage: Storage;
};

/** Larger bodies are kept as objects: a row of this size would slow every scan and backup of the inbox. */
const rowBytesMax = 1024 * 1024;

const insertEvent = `
  INSERT INTO webhook_events (id, provider, body, body_storage_key, body_bytes, body_sha256, signed_at)
  VALUES ($1, 'elevenlabs', $2, $3, $4, $5, to_timestamp($6))
  ON CONFLICT (provider, body_sha256)
  DO UPDATE SET delivery_count = webhook_events.delivery_count + 1, last_received_at = now()
  RETURNING body_storage_key`;

/**
 * Checks a provider's event against its signature and keeps its raw bytes; resolves once they are durable. A body that was
 * received before is counted, not kept twice.
 * @throws AppError UNSUPPORTED_MEDIA_TYPE for an encoded body, TOO_LARGE, REQUEST_TIMEOUT, UNAUTHENTICATED for a missing,
 * stale or wrong signature, UNAVAILABLE when no secret is configured or nothing can be stored now, so that the provider tries again.
 */
export async function receiveWebhook(
  ctx: WebhookContext,
  incoming: IncomingWebhook,
  options: ReceivingOptions,
): Promise<void> {
  const nowSeconds = Math.floor(ctx.clock.now().getTime() / 1000);
  refuseUnread(incoming, options, nowSeconds);
  const rawBody = await readBody(incoming.body, options.limits);
  const verdict = verifyWebhookSignature({
    header: incoming.signature,
    rawBody,
    secrets: options.secrets,
    nowSeconds,
    pastSeconds: options.ageSecondsMax,
  });
  if (!verdict.ok) throw unauthenticated(verdict.reason);
  try {
    await store(ctx, rawBody, verdict.timestampSeconds, options.storage);
  } catch (error) {
    if (!isUnavailable(error) && !isStorageFull(error)) throw error;
    throw new AppError("UNAVAILABLE", "The event could not be stored; send it again.", { cause: error });
  }
}

/** Everything that can be refused before a byte of the body is read. */
function refuseUnread(incoming: IncomingWebhook, options: ReceivingOptions, nowSeconds: number): void {
  if (options.secrets.length === 0) throw new AppError("UNAVAILABLE", "No webhook secret is configured.");
  if (incoming.contentEncoding !== null && incoming.contentEncoding.toLowerCase() !== "identity") {
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", "Send the body without a Content-Encoding.");
  }
  if (Number(incoming.contentLength ?? 0) > options.limits.audioBytesMax) {
    throw new AppError("TOO_LARGE", `The body is larger than ${options.limits.audioBytesMax} bytes.`);
  }
  const fresh = verifySignatureFreshness({
    header: incoming.signature,
    nowSeconds,
    pastSeconds: options.ageSecondsMax,
  });
  if (!fresh.ok) throw unauthenticated(fresh.reason);
}

async function store(ctx: WebhookContext, rawBody: Buffer, signedAtSeconds: number, storage: Storage): Promise<void> {
  const sha256 = createHash("sha256").update(rawBody).digest();
  const inRow = rawBody.byteLength <= rowBytesMax && !announcesAudio(rawBody);
  const storageKey = inRow ? null : `inbox/${sha256.toString("hex")}.json`;
  if (storageKey !== null) await storage.write(storageKey, rawBody);
  const values = [newId(), inRow ? rawBody : null, storageKey, rawBody.byteLength, sha256, signedAtSeconds];
  const { rows } = await ctx.db.inbox.query<{ body_storage_key: string | null }>(insertEvent, values);
  // A repeated delivery of an event that was unpacked meanwhile has left an object that nothing names.
  if (storageKey !== null && rows[0]?.body_storage_key !== storageKey) await storage.remove(storageKey);
}

function isStorageFull(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "ENOSPC" || error.code === "EDQUOT" || error.code === "EIO")
  );
}

function unauthenticated(reason: string): AppError {
  return new AppError("UNAUTHENTICATED", `The signature was not accepted: ${reason.replaceAll("_", " ")}.`);
}
