import type { Actor, Context } from "@/lib/access/context";
import { isUnavailable } from "@/lib/db/pg-errors";
import { beginSignatureCheck, type SignatureRefusal } from "@/lib/elevenlabs/verify-webhook-signature";
import { AppError } from "@/lib/platform/errors";
import { isDiskFailure } from "@/lib/storage/is-disk-failure";
import type { Storage } from "@/lib/storage/storage";
import type { Intake } from "./create-intake";
import { type BodyLimits, type ReceivedBody, readBody } from "./read-body";

type WebhookContext = Context<Extract<Actor, { kind: "webhook" }>>;

export type IncomingWebhook = {
  /** The ElevenLabs-Signature header. */
  signature: string | null;
  contentEncoding: string | null;
  contentLength: string | null;
  /** Where it comes from, as far as that is known. */
  place: string | null;
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
  intake: Intake;
};

/**
 * Verifies the signature of a provider's event while it arrives and stores its raw bytes; resolves once they are durable. A repeated body
 * is counted, not stored twice.
 * @throws AppError UNSUPPORTED_MEDIA_TYPE for an encoded body, TOO_LARGE, BAD_REQUEST for one that breaks off, REQUEST_TIMEOUT for one that
 * comes too slowly, UNAUTHENTICATED for a missing, stale or wrong signature, UNAVAILABLE when no secret is configured, when it was dropped
 * for space before it was complete, or when it cannot be stored now, so that the provider retries.
 */
export async function receiveWebhook(
  ctx: WebhookContext,
  incoming: IncomingWebhook,
  options: ReceivingOptions,
): Promise<void> {
  const check = refuseUnread(incoming, options, Math.floor(ctx.clock.now().getTime() / 1000));
  const { place } = incoming;
  const { arrivals, signers, openSpoolFile, inTurn } = options.intake;
  const isKnown = place !== null && signers.has(place);
  const arrival = arrivals.begin({ place, isKnown });
  try {
    const body = await readBody(incoming.body, {
      limits: options.limits,
      arrival,
      onPiece: check.update,
      openSpoolFile,
      inTurn: (work, isOver) => inTurn(isKnown, work, isOver),
    });
    try {
      if (!check.isRight()) throw unauthenticated("wrong_signature");
      arrival.prove();
      // The queue has its own limits.
      if (Buffer.isBuffer(body.content)) arrival.end();
      if (place !== null) signers.set(place, true);
      await store(body, check.timestampSeconds, options);
    } finally {
      if (!Buffer.isBuffer(body.content)) await body.content.close();
    }
  } catch (error) {
    if (error instanceof AppError || !(isUnavailable(error) || isDiskFailure(error))) throw error;
    throw new AppError("UNAVAILABLE", "The event could not be stored; send it again.", { cause: error });
  } finally {
    arrival.end();
  }
}

/** Everything that can be refused before a byte of the body is read. */
function refuseUnread(incoming: IncomingWebhook, options: ReceivingOptions, nowSeconds: number) {
  const { secrets, ageSecondsMax, limits } = options;
  if (secrets.length === 0) throw new AppError("UNAVAILABLE", "No webhook secret is configured.");
  if (incoming.contentEncoding !== null && incoming.contentEncoding.toLowerCase() !== "identity") {
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", "Send the body without a Content-Encoding.");
  }
  if (Number(incoming.contentLength ?? 0) > limits.audioBytesMax) {
    throw new AppError("TOO_LARGE", `The body is larger than ${limits.audioBytesMax} bytes.`);
  }
  const check = beginSignatureCheck({ header: incoming.signature, secrets, nowSeconds, pastSeconds: ageSecondsMax });
  if (!check.ok) throw unauthenticated(check.reason);
  return check;
}

async function store(body: ReceivedBody, signedAtSeconds: number, { storage, intake }: ReceivingOptions) {
  const { content, bytes, sha256 } = body;
  const row = { bytes, sha256, signedAtSeconds };
  if (Buffer.isBuffer(content) && !body.isAudio) {
    await intake.queue.store({ ...row, body: content, storageKey: null });
    return;
  }
  const storageKey = `inbox/${sha256.toString("hex")}.json`;
  if (Buffer.isBuffer(content)) await storage.write(storageKey, content);
  else await storage.writeStream(storageKey, content.read());
  const kept = await intake.queue.store({ ...row, body: null, storageKey });
  // A repeated delivery of an event that was unpacked meanwhile has left an orphaned object.
  if (kept.storageKey !== storageKey) await storage.remove(storageKey);
}

function unauthenticated(reason: SignatureRefusal): AppError {
  return new AppError("UNAUTHENTICATED", `The signature was not accepted: ${reason.replaceAll("_", " ")}.`);
}
