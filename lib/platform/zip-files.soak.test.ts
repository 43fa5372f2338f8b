import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { fromBufferPromise, openPromise } from "yauzl";
import { type ZippedFile, zipFiles } from "./zip-files";

const beyond32Bits = 2 ** 32;
const pieceCharacters = 8 * 1024 * 1024;

test("an archive beyond 4 GB is read back, what lies behind that and a file that is itself longer too, and memory holds a few pieces", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-zip-"));
  const file = path.join(folder, "archive.zip");
  // Seven bits of each byte are random, and what repeats lies too far apart to be found again: an eighth is saved.
  const noise = Buffer.from(randomBytes(pieceCharacters).map((byte) => byte & 0x7f)).toString("latin1");
  const pieces: Readonly<Record<string, readonly [piece: string, count: number]>> = {
    "noise.txt": [noise, 620],
    "behind.txt": ["behind", 1],
    "long.txt": ["x".repeat(pieceCharacters), 520],
    "last.txt": ["last", 1],
  };
  const written = new Map<string, { bytes: number; checksum: number }>();
  async function* content(name: string, piece: string, count: number) {
    const sums = { bytes: 0, checksum: 0 };
    for (let at = 0; at < count; at += 1) {
      sums.bytes += piece.length;
      sums.checksum = crc32(piece, sums.checksum);
      yield piece;
    }
    written.set(name, sums);
  }
  async function* files(): AsyncGenerator<ZippedFile> {
    for (const [name, [piece, count]] of Object.entries(pieces)) yield { name, content: content(name, piece, count) };
  }

  const before = process.memoryUsage().rss;
  let mostMemory = before;
  async function* watched() {
    for await (const chunk of zipFiles(files(), new Date())) {
      mostMemory = Math.max(mostMemory, process.memoryUsage().rss);
      yield chunk;
    }
  }
  try {
    await pipeline(Readable.from(watched()), createWriteStream(file));
    const { size } = await stat(file);
    expect(size).toBeGreaterThan(beyond32Bits);
    expect(mostMemory - before).toBeLessThan(400 * 1024 * 1024);
    const read = await summariseArchive(file);
    expect([...read.keys()]).toEqual(Object.keys(pieces));
    expect(read.get("behind.txt")?.offset).toBeGreaterThan(beyond32Bits);
    expect(read.get("long.txt")?.bytes).toBeGreaterThan(beyond32Bits);
    for (const [name, sums] of written) expect(read.get(name), name).toMatchObject(sums);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("more files than sixteen bits count are all found again", async () => {
  const count = 2 ** 16 + 10;
  const nameOf = (at: number) => `${at}.txt`;
  async function* content(at: number) {
    yield String(at);
  }
  async function* files(): AsyncGenerator<ZippedFile> {
    for (let at = 0; at < count; at += 1) yield { name: nameOf(at), content: content(at) };
  }
  const archive = await fromBufferPromise(await buffer(zipFiles(files(), new Date())));
  const names: string[] = [];
  let last = "";
  for await (const entry of archive.eachEntry()) {
    names.push(entry.fileName);
    if (names.length === count) last = await text(await archive.openReadStreamPromise(entry));
  }
  expect(names).toEqual(Array.from({ length: count }, (_, at) => nameOf(at)));
  expect(last).toBe(String(count - 1));
});

/** What is in an archive, found by its directory and decompressed. */
async function summariseArchive(file: string) {
  const archive = await openPromise(file);
  const found = new Map<string, { offset: number; bytes: number; checksum: number }>();
  for await (const entry of archive.eachEntry()) {
    const sums = { offset: entry.relativeOffsetOfLocalHeader, bytes: 0, checksum: 0 };
    for await (const chunk of await archive.openReadStreamPromise(entry)) {
      sums.bytes += chunk.length;
      sums.checksum = crc32(chunk, sums.checksum);
    }
    expect([entry.fileName, entry.uncompressedSize, entry.crc32]).toEqual([entry.fileName, sums.bytes, sums.checksum]);
    found.set(entry.fileName, sums);
  }
  return found;
}
