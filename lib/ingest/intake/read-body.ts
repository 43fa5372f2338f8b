import { createHash } from "node:crypto";
import { AppError } from "@/lib/platform/errors";
import type { Arrival } from "./create-arrivals";
import type { SpoolFile } from "./open-spool-file";

export type BodyLimits = {
  /** For every event but a recording. */
  eventBytesMax: number;
  /** For a recording, which travels as base64 inside its event. */
  audioBytesMax: number;
};

export type ReadingOptions = {
  limits: BodyLimits;
  arrival: Arrival;
  /** Is given each piece, in order. */
  onPiece(piece: Uint8Array): void;
  openSpoolFile(): Promise<SpoolFile>;
  /** The turns in which large bodies are hashed and written, so that they leave time for small ones. */
  inTurn(work: () => Promise<void>, isOver: AbortSignal): Promise<void>;
};

/** A whole body: in memory when it may be a row's, otherwise on disk until it is closed. */
export type ReceivedBody = {
  bytes: number;
  sha256: Buffer;
  isAudio: boolean;
  content: Buffer | SpoolFile;
};

/** Larger bodies are kept as objects: a row of this size would slow every scan and backup of the inbox. */
const rowBytesMax = 1024 * 1024;
const headBytes = 128;
const audioStart = /^\s*\{\s*"type"\s*:\s*"post_call_audio"/;

/**
 * Reads a request's raw body and stops as soon as it exceeds the limit of its kind. Bodies longer than a row may hold go to disk while they
 * arrive.
 * @throws AppError TOO_LARGE past the limit, and what `Arrival.next` throws.
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  { limits, arrival, onPiece, openSpoolFile, inTurn }: ReadingOptions,
): Promise<ReceivedBody> {
  const hash = createHash("sha256");
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  let isAudio = false;
  let file: SpoolFile | undefined;
  try {
    const reader = body?.getReader();
    for (let piece = await next(reader, arrival); piece !== null; piece = await next(reader, arrival)) {
      // The first piece may be shorter than what announces a recording.
      if (!isAudio && bytes < headBytes) isAudio = announcesAudio(pieces, piece);
      bytes += piece.byteLength;
      const bytesMax = isAudio ? limits.audioBytesMax : limits.eventBytesMax;
      if (bytes > bytesMax) throw new AppError("TOO_LARGE", `The body is larger than ${bytesMax} bytes.`);
      const take = () => {
        hash.update(piece);
        onPiece(piece);
      };
      arrival.keep(piece.byteLength);
      pieces.push(piece);
      if (bytes <= rowBytesMax) {
        take();
        continue;
      }
      await inTurn(async () => {
        take();
        file ??= await openSpoolFile();
        await file.append(Buffer.concat(pieces.splice(0)));
        arrival.spool();
      }, arrival.isOver);
    }
    return { bytes, sha256: hash.digest(), isAudio, content: file ?? Buffer.concat(pieces, bytes) };
  } catch (error) {
    await file?.close();
    throw error;
  }
}

async function next(reader: ReadableStreamDefaultReader<Uint8Array> | undefined, arrival: Arrival) {
  return reader ? arrival.next(reader) : null;
}

/** Whether a raw body announces a recording: the provider writes the type first. */
function announcesAudio(before: readonly Uint8Array[], piece: Uint8Array): boolean {
  return audioStart.test(Buffer.concat([...before, piece.subarray(0, headBytes)]).toString("latin1", 0, headBytes));
}
