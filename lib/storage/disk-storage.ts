import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { randomId } from "@/lib/platform/ids";
import type { Storage } from "./storage";

const keyPattern = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/;

/**
 * Objects as files below `root`.
 * @throws TypeError for a key that could name anything outside it.
 */
export function createDiskStorage(root: string): Storage {
  const fileOf = (key: string) => {
    if (!keyPattern.test(key) || key.includes("..")) throw new TypeError(`"${key}" is not a storage key.`);
    return path.join(root, key);
  };
  return {
    async write(key, data) {
      await replaceFile(fileOf(key), [data]);
    },
    writeStream: (key, data) => replaceFile(fileOf(key), data),
    async read(key, range) {
      const file = fileOf(key);
      const sizeBytes = await sizeOfFile(file);
      return sizeBytes === null ? null : { stream: createReadStream(file, range), sizeBytes };
    },
    async readAll(key) {
      return orNull(readFile(fileOf(key)));
    },
    sizeOf: (key) => sizeOfFile(fileOf(key)),
    remove: (key) => rm(fileOf(key), { force: true }),
  };
}

async function replaceFile(file: string, data: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<number> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${randomId()}.part`;
  try {
    const sizeBytes = await writeDurably(temporary, data);
    await rename(temporary, file);
    await syncFolder(path.dirname(file));
    return sizeBytes;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeDurably(file: string, data: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<number> {
  const handle = await open(file, "wx");
  let sizeBytes = 0;
  try {
    for await (const piece of data) {
      await handle.writeFile(piece);
      sizeBytes += piece.byteLength;
    }
    await handle.sync();
    return sizeBytes;
  } finally {
    await handle.close();
  }
}

/** A renamed file survives a power cut only once its folder is on disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sizeOfFile(file: string): Promise<number | null> {
  const found = await orNull(stat(file));
  return found?.size ?? null;
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
