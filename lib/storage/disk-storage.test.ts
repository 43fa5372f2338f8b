import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { createDiskStorage } from "./disk-storage";
import type { Objects, Storage } from "./storage";
import { tenantFolder } from "./tenant-key";

const [mine, theirs] = [newId(), newId()];
const keyOf = (userId: string) => `${tenantFolder("recordings", userId)}ab/x.mp3`;
let folder: string;
let storage: Storage;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "callwright-disk-storage-"));
  storage = createDiskStorage(folder);
  for (const userId of [mine, theirs]) await storage.of(userId).write(keyOf(userId), Buffer.from(`of ${userId}`));
  await storage.write("inbox/ab/x.mp3", Buffer.from("received"));
});
afterAll(() => rm(folder, { recursive: true }));

const verbs: Readonly<Record<string, (objects: Objects, key: string) => Promise<unknown>>> = {
  read: (objects, key) => objects.read(key),
  readAll: (objects, key) => objects.readAll(key),
  sizeOf: (objects, key) => objects.sizeOf(key),
  write: (objects, key) => objects.write(key, Buffer.from("forged")),
  writeStream: (objects, key) =>
    objects.writeStream(
      key,
      (async function* () {
        yield Buffer.from("forged");
      })(),
    ),
  copyFrom: (objects, key) => objects.copyFrom("inbox/ab/x.mp3", key),
  remove: (objects, key) => objects.remove(key),
};

describe.each(Object.entries(verbs))("%s", (_name, verb) => {
  test.each([
    ["another tenant's", () => storage.of(mine), keyOf(theirs)],
    ["a tenant's, without a tenant", () => storage, keyOf(theirs)],
    ["nobody's, for a tenant", () => storage.of(mine), "inbox/ab/x.mp3"],
    [
      "one that leads to another tenant",
      () => storage.of(mine),
      `${tenantFolder("recordings", mine)}../${theirs}/ab/x.mp3`,
    ],
  ])("refuses a key that is %s", async (_what, objects, key) => {
    await expect(
      (async () => {
        await verb(objects(), key);
      })(),
    ).rejects.toThrow(TypeError);
    expect((await storage.of(theirs).readAll(keyOf(theirs)))?.toString()).toBe(`of ${theirs}`);
  });
});

test("a tenant's copy of what was received outlives it, and is made once", async () => {
  const own = storage.of(mine);
  const key = `${tenantFolder("recordings", mine)}ab/copy.mp3`;
  expect(await own.copyFrom("inbox/ab/none.mp3", key)).toBe(false);
  expect(await own.copyFrom("inbox/ab/x.mp3", key)).toBe(true);
  expect(await own.copyFrom("inbox/ab/x.mp3", key)).toBe(true);
  await storage.remove("inbox/ab/x.mp3");
  expect((await own.readAll(key))?.toString()).toBe("received");
  await expect((async () => own.copyFrom(keyOf(theirs), key))()).rejects.toThrow(TypeError);
});
