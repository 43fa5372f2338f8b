import { createReadStream } from "node:fs";
import { link, mkdir, open, opendir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { randomId } from "@/lib/platform/ids";
import type { Objects, Storage } from "./storage";
import { ownerOf } from "./tenant-key";

const keyPattern = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/;
const isKey = (text: string) => keyPattern.test(text) && !text.includes("..");

/**
 * Objects as files below `root`.
 * @throws TypeError for a key that could lead outside of it, or to another tenant's object.
 */
export function createDiskStorage(root: string): Storage {
  return {
    ...objectsOf(root, null),
    of: (userId) => objectsOf(root, userId),
    async *list(folder) {
      for await (const file of filesBelow(path.join(root, folder))) {
        const key = path.relative(root, file).replaceAll(path.sep, "/");
        if (isKey(key)) yield { key, writtenAt: async () => (await orNull(stat(file)))?.mtime ?? null };
      }
    },
  };
}

function objectsOf(root: string, owner: string | null): Objects {
  const fileOf = (key: string, whose = owner) => {
    if (!isKey(key)) throw new TypeError(`"${key}" is not a storage key.`);
    if (ownerOf(key) !== whose) throw new TypeError(`"${key}" is not a key of ${whose ?? "nobody"}.`);
    return path.join(root, key);
  };
  return {
    async write(key, data) {
      await replaceFile(fileOf(key), [data]);
    },
    writeStream: (key, data) => replaceFile(fileOf(key), data),
    copyFrom: (source, key) => copyFile(fileOf(source, null), fileOf(key)),
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

/** A hard link where the file system supports it, else a copy. */
async function copyFile(source: string, file: string): Promise<boolean> {
  if ((await sizeOfFile(file)) !== null) return true;
  if ((await sizeOfFile(source)) === null) return false;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await link(source, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    if (hasCode(error, "EEXIST")) return true;
    if (hasCode(error, "ENOENT")) return false;
    await replaceFile(file, createReadStream(source));
  }
  return true;
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

async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await orNull(opendir(folder));
  for await (const entry of entries ?? []) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(place);
    else if (entry.isFile()) yield place;
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
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && "code" in error && error.code === code;
