import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { openSpoolFile } from "./open-spool-file";

test("appended bytes can be read from the beginning several times, and the file is unlinked meanwhile", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-spool-"));
  const file = await openSpoolFile(path.join(folder, "deep"));
  await file.append(Buffer.from("one, "));
  await file.append(Buffer.from("two"));
  expect(await readdir(path.join(folder, "deep"))).toEqual([]);
  for (let time = 0; time < 2; time += 1) expect((await buffer(file.read())).toString()).toBe("one, two");
  await file.close();
  await rm(folder, { recursive: true });
});

test("a process that is killed in the middle leaves nothing behind", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-spool-"));
  const program = `
    const { openSpoolFile } = await import(${JSON.stringify(path.join(import.meta.dirname, "open-spool-file.ts"))});
    const file = await openSpoolFile(${JSON.stringify(folder)});
    await file.append(Buffer.alloc(1_000_000));
    console.log("appended");
    setInterval(() => file, 1_000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
