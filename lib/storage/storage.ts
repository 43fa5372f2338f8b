import type { Readable } from "node:stream";

/** Bytes from `start` to `end`, both inclusive, as in an HTTP range. */
export type ByteRange = { start: number; end: number };

/** Objects of one tenant, or those without a tenant. Every method throws TypeError for any other key. */
export type Objects = {
  /** Writes the whole object, or leaves what was there before; durable when the promise resolves. */
  write(key: string, data: Uint8Array): Promise<void>;
  /** The same for bytes that come one after another and are never in memory together. @returns how many there were. */
  writeStream(key: string, data: AsyncIterable<Uint8Array>): Promise<number>;
  /**
   * Copies an object without a tenant to this key, unless the key exists already.
   * @returns false when there is no such object.
   */
  copyFrom(source: string, key: string): Promise<boolean>;
  /** The object's bytes, or null when there is none. */
  read(key: string, range?: ByteRange): Promise<{ stream: Readable; sizeBytes: number } | null>;
  /** The whole object in memory, or null when there is none. */
  readAll(key: string): Promise<Buffer | null>;
  sizeOf(key: string): Promise<number | null>;
  /** Removes the object; nothing happens when there is none. */
  remove(key: string): Promise<void>;
};

/** What lies under a key. One that ends in `.part` was begun by a process that was killed, or is being written. */
export type StoredObject = {
  key: string;
  /** When it was last written; null when it is gone meanwhile. */
  writtenAt(): Promise<Date | null>;
};

/**
 * Where recordings, files of contacts and oversized webhook bodies live. A tenant's objects have keys that contain the tenant, such as
 * `recordings/<user>/<call>.mp3`, and are accessible only through that tenant; the storage's own methods access objects without a tenant.
 */
export type Storage = Objects & {
  of(userId: string): Objects;
  /** Everything below a folder, of any tenant, unordered; nothing if the folder does not exist. */
  list(folder: string): AsyncIterable<StoredObject>;
};
