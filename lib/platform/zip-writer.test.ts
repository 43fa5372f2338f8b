import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { createZipWriter } from "./zip-writer";

async function archiveOf(files: Readonly<Record<string, readonly string[]>>): Promise<Record<string, string>> {
  const zip = createZipWriter(new Date("2026-10-31T12:00:00Z"));
  const taken: Uint8Array[] = [];
  for (const [name, texts] of Object.entries(files)) {
    zip.begin(name);
    for (const text of texts) await zip.write(text);
    zip.end();
    taken.push(...zip.take());
  }
  zip.finish();
  taken.push(...zip.take());
  const entries = Object.entries(unzipSync(Buffer.concat(taken)));
  return Object.fromEntries(entries.map(([name, bytes]) => [name, Buffer.from(bytes).toString("utf8")]));
}

test("every file is read back as it was written, empty and long ones too", async () => {
  const files = {
    "a.txt": ["one ", "", "two"],
    "empty.txt": [],
    "long.txt": ["x".repeat(200_000), "ü".repeat(70_000)],
  };
  expect(await archiveOf(files)).toEqual({
    "a.txt": "one two",
    "empty.txt": "",
    "long.txt": "x".repeat(200_000) + "ü".repeat(70_000),
  });
});

test.each([0, 1])("a character of two halves is never cut in two (%i before it)", async (before) => {
  const text = "-".repeat(before) + "😀".repeat(40_000);
  expect(await archiveOf({ "a.txt": [text] })).toEqual({ "a.txt": text });
});

test("the bytes of a file are counted before they are compressed, anew for each", async () => {
  const zip = createZipWriter(new Date());
  zip.begin("a.txt");
  await zip.write("ü".repeat(50_000));
  expect(zip.fileBytes()).toBe(100_000);
  zip.end();
  zip.begin("b.txt");
  expect(zip.fileBytes()).toBe(0);
});
