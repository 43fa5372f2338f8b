import { AppError } from "@/lib/platform/errors";

/** Bytes of bodies being received in this process right now: many large ones at once must not exhaust its memory. */
let bytesInFlight = 0;
const bytesInFlightMax = 256 * 1024 * 1024;

export type BodyLimits = {
  /** For every event but a recording. */
  eventBytesMax: number;
  /** For a recording, which travels as base64 inside its event. */
  audioBytesMax: number;
  /** For the whole body, so that a few stalled senders cannot hold what all bodies share. 60 seconds unless told. */
  bodyMsMax?: number;
};

const headBytes = 128;
const audioStart = /^\s*\{\s*"type"\s*:\s*"post_call_audio"/;

/** Whether a raw body announces a recording: the provider writes the type first. */
export function announcesAudio(start: Uint8Array): boolean {
  return audioStart.test(
    Buffer.from(start.buffer, start.byteOffset, Math.min(start.byteLength, headBytes)).toString("latin1"),
  );
}

/**
 * Reads a request's raw body and stops as soon as it is longer than its kind may be.
 * @throws AppError TOO_LARGE past the limit, REQUEST_TIMEOUT when it does not come in time, UNAVAILABLE while too much is
 * being received at once.
 */
export async function readBody(body: ReadableStream<Uint8Array> | null, limits: BodyLimits): Promise<Buffer> {
  if (body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let isAudio = false;
  const reader = body.getReader();
  let isLate = false;
  const deadline = setTimeout(() => {
    isLate = true;
    void reader.cancel().catch(() => {});
  }, limits.bodyMsMax ?? 60_000);
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const chunk = next.value;
      chunks.push(chunk);
      // The first piece may be shorter than what announces a recording.
      if (!isAudio && bytes < headBytes) isAudio = announcesAudio(Buffer.concat(chunks));
      const bytesMax = isAudio ? limits.audioBytesMax : limits.eventBytesMax;
      bytes += chunk.byteLength;
      bytesInFlight += chunk.byteLength;
      if (bytes > bytesMax) throw new AppError("TOO_LARGE", `The body is larger than ${bytesMax} bytes.`);
      if (bytesInFlight > bytesInFlightMax) {
        throw new AppError("UNAVAILABLE", "Too much is being received at once; send the event again shortly.");
      }
    }
    if (isLate) throw new AppError("REQUEST_TIMEOUT", "The body did not come in time; send the event again.");
    return chunks.length === 1 && chunks[0]
      ? Buffer.from(chunks[0].buffer, chunks[0].byteOffset, bytes)
      : Buffer.concat(chunks, bytes);
  } catch (error) {
    await reader.cancel().catch(() => {});
    throw error;
  } finally {
    clearTimeout(deadline);
    bytesInFlight -= bytes;
  }
}
