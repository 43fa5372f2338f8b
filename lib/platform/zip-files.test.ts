import { randomBytes } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readArchive } from "@/test/read-archive";
import { type ZippedFile, zipFiles } from "./zip-files";

async function* contentOf(texts: readonly string[]) {
  yield* texts;
}

async function* filesOf(files: Readonly<Record<string, readonly string[]>>): AsyncGenerator<ZippedFile> {
  for (const [name, texts] of Object.entries(files)) yield { name, content: contentOf(texts) };
}

async function read(files: AsyncIterable<ZippedFile>): Promise<Record<string, string>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipFiles(files, new Date("2026-10-31T12:00:00Z"))) chunks.push(chunk);
  return readArchive(Buffer.concat(chunks));
}

test("every file is read back as it was written, empty and long ones too", async () => {
  const files = {
    "a.txt": ["one ", "", "two"],
    "empty.txt": [],
    "long.txt": ["x".repeat(200_000), "ü".repeat(70_000), "😀".repeat(40_000)],
  };
  expect(await read(filesOf(files))).toEqual({
    "a.txt": "one two",
    "empty.txt": "",
    "long.txt": "x".repeat(200_000) + "ü".repeat(70_000) + "😀".repeat(40_000),
  });
});

test("a file is read to its end before the next one is asked for", async () => {
  const order: string[] = [];
  async function* content(name: string) {
    for (let piece = 0; piece < 3; piece += 1) {
      order.push(`${name} ${piece}`);
      yield name.repeat(100_000);
    }
  }
  async function* files(): AsyncGenerator<ZippedFile> {
    for (const name of ["a", "b"]) {
      order.push(name);
      yield { name, content: content(name) };
    }
  }
  await read(files());
  expect(order).toEqual(["a", "a 0", "a 1", "a 2", "b", "b 0", "b 1", "b 2"]);
});

test("what reading a file throws is thrown, and no archive is taken for a whole one", async () => {
  async function* broken() {
    yield "one";
    throw new Error("the disk is gone");
  }
  async function* files(): AsyncGenerator<ZippedFile> {
    yield { name: "a.txt", content: broken() };
  }
  await expect(read(files())).rejects.toThrow("the disk is gone");
  async function* none(): AsyncGenerator<ZippedFile> {
    yield { name: "a.txt", content: contentOf(["one"]) };
    throw new Error("no more files");
  }
  await expect(read(none())).rejects.toThrow("no more files");
});

test("a consumer that stops early ends the reading, and little is read ahead of the consumer", async () => {
  let pieces = 0;
  let isEnded = false;
  async function* endless() {
    try {
      for (;;) {
        pieces += 1;
        // What compresses badly, so that it comes out soon.
        yield Array.from({ length: 10_000 }, () => Math.random().toString(36)).join("");
        if (pieces > 1_000) throw new Error("It was read on and on.");
      }
    } finally {
      isEnded = true;
    }
  }
  async function* files(): AsyncGenerator<ZippedFile> {
    yield { name: "a.txt", content: endless() };
  }
  for await (const _ of zipFiles(files(), new Date())) break;
  expect(pieces).toBeLessThan(100);
  await expect.poll(() => isEnded).toBe(true);
});

describe("no file stays open", () => {
  let folder: string;
  let opened: ReadStream[];
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "callwright-zip-"));
    await writeFile(path.join(folder, "noise"), randomBytes(3_000_000).toString("base64"));
    opened = [];
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function* contentOnDisk(name: string): AsyncGenerator<string> {
    const stream = createReadStream(path.join(folder, name), "utf8");
    opened.push(stream);
    yield* stream;
  }
  /** Files on disk, with an error at the end or none. */
  async function* onDisk(failure?: Error): AsyncGenerator<ZippedFile> {
    for (let at = 0; at < 5; at += 1) yield { name: `${at}.txt`, content: contentOnDisk("noise") };
    if (failure) throw failure;
  }
  const openFiles = () => opened.filter(({ closed }) => !closed).length;

  test("when an archive is read to its end", async () => {
    await read(onDisk());
    expect([opened.length, openFiles()]).toEqual([5, 0]);
  });

  test.each([1, 30, 100])("when its reader stops after %d pieces, or fails there", async (count) => {
    for (const failure of [undefined, new Error("the client is gone")]) {
      let pieces = 0;
      const reading = (async () => {
        for await (const _ of zipFiles(onDisk(), new Date())) {
          pieces += 1;
          if (pieces === count && failure) throw failure;
          if (pieces === count) break;
        }
      })();
      if (failure) await expect(reading).rejects.toThrow(failure);
      else await reading;
      expect(pieces).toBe(count);
      await expect.poll(openFiles).toBe(0);
    }
  });

  test("when its reader goes away while a piece is asked for", async () => {
    const archive = zipFiles(onDisk(), new Date());
    await archive.next();
    const asked = [archive.next(), archive.return(undefined)];
    await Promise.all(asked);
    expect(opened).toHaveLength(1);
    await expect.poll(openFiles).toBe(0);
  });

  test("when a file cannot be read, or the next one cannot be found", async () => {
    async function* broken(): AsyncGenerator<ZippedFile> {
      yield* onDisk();
      yield { name: "gone.txt", content: contentOnDisk("gone") };
    }
    await expect(read(broken())).rejects.toThrow(/ENOENT/);
    await expect(read(onDisk(new Error("no more files")))).rejects.toThrow("no more files");
    await expect.poll(openFiles).toBe(0);
  });
});
