import { mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import type { Storage } from "@/lib/storage/storage";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { cleanStorage } from "./clean-storage";

let harness: IngestHarness;
let folder: string;
let storage: Storage;
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "callwright-clean-storage-"));
  storage = createDiskStorage(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const userId = newId();
const bodyKey = (digit: string) => `inbox/${digit.repeat(64)}.json`;
async function write(key: string, hoursAgo: number, objects: Pick<Storage, "write"> = storage) {
  await objects.write(key, Buffer.from("{}"));
  const at = new Date(Date.now() - hoursAgo * 3_600_000);
  await utimes(path.join(folder, key), at, at);
}
const insertEvent = (digit: string, key: string | null) =>
  harness.rows(
    `INSERT INTO webhook_events (provider, body_storage_key, body, body_bytes, body_sha256, signed_at)
     VALUES ('elevenlabs', $2, CASE WHEN $2::text IS NULL THEN '{}'::bytea END, 2, decode(repeat($1, 64), 'hex'), now())`,
    [digit, key],
  );
const clean = (signal?: AbortSignal) => cleanStorage(harness.context(), { storage, signal });
async function keys() {
  const found: string[] = [];
  for (const each of ["spool", "inbox", "recordings", "imports"])
    for await (const { key } of storage.list(each)) found.push(key);
  return found.sort();
}

test("a stored body goes when a day has passed and no event names it, and everything else stays", async () => {
  for (const digit of ["a", "b", "c"]) await write(bodyKey(digit), 25);
  await write(bodyKey("d"), 23);
  await write("inbox/ab/received.mp3", 100);
  await write(`recordings/${userId}/ab/kept.mp3`, 100, storage.of(userId));
  await insertEvent("a", bodyKey("a"));
  // An event that was unpacked keeps its body in its row.
  await insertEvent("b", null);
  expect(await clean()).toBe(2);
  expect(await keys()).toEqual([
    bodyKey("a"),
    "inbox/ab/received.mp3",
    bodyKey("d"),
    `recordings/${userId}/ab/kept.mp3`,
  ]);
  expect(await clean()).toBe(0);
});

test("partial files of killed processes are removed after an hour, of any tenant", async () => {
  await write("spool/one.part", 2);
  await write(`${bodyKey("e")}.x.part`, 2);
  await write(`${bodyKey("f")}.x.part`, 0.5);
  await write(`recordings/${userId}/ab/r.mp3.x.part`, 2, storage.of(userId));
  await write(`imports/${userId}/i.csv.x.part`, 2, storage.of(userId));
  expect(await clean()).toBe(4);
  expect(await keys()).toEqual([`${bodyKey("f")}.x.part`]);
});

test("more bodies than are asked for at once all go, and a process that is to end leaves the rest for the next time", async () => {
  for (let index = 0; index < 1_001; index += 1) await write(`inbox/${index.toString(16).padStart(64, "0")}.json`, 25);
  await expect(clean(AbortSignal.abort())).rejects.toThrow();
  expect(await clean()).toBe(1_001);
  expect(await keys()).toEqual([]);
});
