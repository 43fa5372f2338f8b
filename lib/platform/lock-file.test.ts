import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { acquireLock } from "./lock-file";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "callwright-lock-"));
  file = path.join(folder, "lock");
});
afterEach(() => rm(folder, { recursive: true }));

test("a held lock is refused with its holder's process id, and free once released", async () => {
  const lock = await acquireLock(file);
  expect(await acquireLock(file)).toEqual({ heldByPid: process.pid });
  if ("release" in lock) await lock.release();
  expect(await acquireLock(file)).toHaveProperty("release");
});

test.each([
  ["of a process that has ended", { pid: 2 ** 22 + 1, identity: "boot:1" }],
  ["whose process id now belongs to another process", { pid: process.pid, identity: "another boot:1" }],
  ["that was cut short while it was written", ""],
])("of many at once exactly one takes over a lock %s, and nothing else stays", async (_what, content) => {
  await writeFile(`${file}.7`, typeof content === "string" ? content : JSON.stringify(content));
  const answers = await Promise.all(Array.from({ length: 20 }, () => acquireLock(file)));
  expect(answers.filter((answer) => "release" in answer)).toHaveLength(1);
  expect(await readdir(folder)).toEqual(["lock.8"]);
});
