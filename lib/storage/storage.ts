import type { Readable } from "node:stream";

/** Bytes from `start` to `end`, both inclusive, as in an HTTP range. */
export type ByteRange = { start: number; end: number };

/** Where recordings and oversized webhook bodies live: objects under keys such as `recordings/<user>/<call>.mp3`. */
export type Storage = {
  /** Writes the whole object, or leaves what was there before; durable when the promise resolves. */
  write(key: string, data: Uint8Array): Promise<void>;
  /** The same for bytes that come one after another and are never in memory together. @returns how many there were. */
  writeStream(key: string, data: AsyncIterable<Uint8Array>): Promise<number>;
  /** The object's bytes, or null when there is none. */
  read(key: string, range?: ByteRange): Promise<{ stream: Readable; sizeBytes: number } | null>;
  /** The whole object in memory, or null when there is none. */
  readAll(key: string): Promise<Buffer | null>;
  sizeOf(key: string): Promise<number | null>;
  /** Removes the object; nothing happens when there is none. */
  remove(key: string): Promise<void>;
};
