import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { csvByteOrderMark, csvLine } from "@/lib/platform/csv/csv";
import { newId } from "@/lib/platform/ids";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import { tenantFolder } from "@/lib/storage/tenant-key";
import { inspectFile } from "./inspect-file";
import { readFile } from "./read-file";

test("a file that Callwright exported is read as what was exported, whatever its cells would do to a spreadsheet", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-read-file-"));
  const userId = newId();
  const storage = createDiskStorage(folder).of(userId);
  const storageKey = `${tenantFolder("imports", userId)}own.csv`;
  const rows = [
    ["Name", "Number", "Email"],
    ["Ann;=1+1", "+442079460018", "ann@example.com"],
    ['=HYPERLINK("http://evil.example")', "+44 20 7946 0018", "@SUM(A1)"],
    ["Tab\t=1", "2025550155;+12025550156", "-1"],
    ["'=kept", "", "two\r\n＝lines"],
  ];
  await storage.write(storageKey, Buffer.from(csvByteOrderMark + rows.map(csvLine).join("")));
  const { separator } = await inspectFile(storage, { storageKey, encoding: "utf-8", country: "GB", rowsMax: 10 });
  const read: string[][] = [];
  for await (const piece of readFile(storage, { storageKey, encoding: "utf-8", separator }))
    read.push(...piece.map(({ cells }) => cells));
  await rm(folder, { recursive: true });
  expect([separator, read]).toEqual([",", rows]);
});
