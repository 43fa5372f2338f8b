import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { removeUnfinished } from "./remove-unfinished";

test("what a killed process had begun to write is removed, and neither what is whole nor what is being written", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-unfinished-"));
  const aged = async (name: string, minutes: number) => {
    await writeFile(path.join(folder, name), "x");
    const at = new Date(Date.now() - minutes * 60_000);
    await utimes(path.join(folder, name), at, at);
  };
  await aged("whole.json", 600);
  await aged("killed.json.abc.part", 61);
  await aged("being-written.json.abc.part", 59);
  await removeUnfinished(folder);
  expect((await readdir(folder)).sort()).toEqual(["being-written.json.abc.part", "whole.json"]);
  await rm(folder, { recursive: true });
  await removeUnfinished(folder);
});
