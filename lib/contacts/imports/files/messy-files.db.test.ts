import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ContactsHarness, createContactsHarness } from "@/test/contacts-harness";
import { check, importFile, upload } from "@/test/import-file";
import type { TestTenant } from "@/test/ingest-harness";
import { getImport } from "../get-import";
import { listImportRows } from "../list-import-rows";

let harness: ContactsHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createContactsHarness();
  await harness.owner.query(
    "UPDATE system_config SET config_value = '3000' WHERE config_key = 'max_contacts_per_upload'",
  );
  tenant = await harness.createBritishTenant();
});
afterAll(() => harness.dispose());

const [ada, zoe] = ["Ada Lovelace", "Zoë Müller"];
const text = `Name,Phone\n${ada},020 7946 0018\n${zoe},020 7946 0019\n`;
const be = (given: string) => Buffer.from(given, "utf16le").swap16();
const bytes = (...parts: (string | number[] | Buffer)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

describe("a file is read as it is meant", () => {
  test.each<[string, string | Buffer, { encoding?: string; separator?: string; hasHeader?: boolean; rows?: number }]>([
    ["UTF-8", text, { encoding: "utf-8", separator: ",", hasHeader: true }],
    ["UTF-8 with a byte order mark", `\uFEFF${text}`, { encoding: "utf-8" }],
    ["UTF-16LE with one", bytes([0xff, 0xfe], Buffer.from(text, "utf16le")), { encoding: "utf-16le" }],
    ["UTF-16BE with one", bytes([0xfe, 0xff], be(text)), { encoding: "utf-16be" }],
    ["UTF-16LE without", Buffer.from(text, "utf16le"), { encoding: "utf-16le" }],
    ["UTF-16BE without", be(text), { encoding: "utf-16be" }],
    ["Windows-1252", Buffer.from(text, "latin1"), { encoding: "windows-1252" }],
    ["semicolons", text.replaceAll(",", ";"), { separator: ";" }],
    ["tabs", text.replaceAll(",", "\t"), { separator: "\t" }],
    ["bars", text.replaceAll(",", "|"), { separator: "|" }],
    [
      "semicolons with commas in the cells",
      `Name;Phone\n"${ada}";020 7946 0018\n${zoe};"020 7946 0019"\nX, Y, Z;\n`,
      { separator: ";", rows: 3 },
    ],
    ["Excel's own first line", `sep=;\r\n${text.replaceAll(",", ";")}`, { separator: ";" }],
    ["CR alone", text.replaceAll("\n", "\r"), {}],
    ["CRLF", text.replaceAll("\n", "\r\n"), {}],
    ["no line break at the end", text.trimEnd(), {}],
    ["quotes everywhere", `"Name","Phone"\n"${ada}","020 7946 0018"\n"${zoe}","020 7946 0019"`, {}],
    [
      "trailing separators and empty lines",
      `\n\nName,Phone,,,\n${ada},020 7946 0018,,,\n,,,,\n\n${zoe},020 7946 0019,,,\n`,
      {},
    ],
    ["NUL", text.replace("Ada", "A\0da\0").replace("7946", "79\x0046"), {}],
    ["no header", `${ada},020 7946 0018\n${zoe},020 7946 0019\n`, { hasHeader: false }],
    ["a doubled header", `Name,Phone\nName,Phone\n${ada},020 7946 0018\n${zoe},020 7946 0019\n`, { rows: 3 }],
    ["two columns of one name", `Name,Phone,Phone\n${ada},020 7946 0018,1\n${zoe},020 7946 0019,2\n`, {}],
    ["first and last name", `First name;Surname;Mobile\nAda;Lovelace;020 7946 0018\nZoë;Müller;020 7946 0019\n`, {}],
    [
      "German headers",
      `Ansprechpartner;Telefonnummer\n${ada};020 7946 0018\n${zoe};020 7946 0019\n`,
      { separator: ";" },
    ],
  ])("%s", async (_, file, expected) => {
    const other = await harness.createBritishTenant();
    const { rows = 2, ...facts } = expected;
    const imported = await importFile(harness, other, file, {
      // A header that is a field's name in no language is chosen by hand.
      ...(file.toString().startsWith("Ansprechpartner") ? { mapping: { name: "0", phone: "1" } } : {}),
    });
    expect(imported).toMatchObject({ status: "finished", ...facts, counts: { rows, created: 2 } });
    expect((await harness.contactsOf(other)).map(({ name, phone }) => [name, phone])).toEqual([
      [ada, "+442079460018"],
      [zoe, "+442079460019"],
    ]);
  });

  test("in pieces of any size, also in the middle of a letter and of a quote", async () => {
    for (const pieceBytes of [1, 3, 7]) {
      const id = await upload(harness, tenant, `Name,Phone\n"Zoë ""Z"" 🙂",020 7946 0018\r\n`, { pieceBytes });
      const checked = await check(harness, tenant, id);
      expect(checked.counts).toMatchObject({ rows: 1 });
      expect((await listImportRows(harness.as(tenant), { id })).rows).toMatchObject([{ name: 'Zoë "Z" 🙂' }]);
    }
  });

  test("without what stands above its header, while data above it is none of that", async () => {
    const other = await harness.createBritishTenant();
    const id = await upload(harness, other, "List\n\nName;Phone\nAda;020 7946 0018\nTotal: 1;\n", { pieceBytes: 5 });
    await check(harness, other, id);
    expect((await listImportRows(harness.as(other), { id })).rows).toMatchObject([
      { line: 4, name: "Ada", verdict: "create" },
      { line: 5, verdict: "skip", reason: "nothing_to_reach" },
    ]);
    const joined = await upload(harness, other, "Bob,020 7946 0019\nName,Phone\nAda,020 7946 0018\n");
    expect(await getImport(harness.as(other), { id: joined })).toMatchObject({ hasHeader: false, counts: { rows: 3 } });
  });

  test("with the line on which each row begins", async () => {
    const id = await upload(harness, tenant, 'Name,Phone\n"Two\nlines",12\n\nNext,12\n');
    await check(harness, tenant, id);
    expect((await listImportRows(harness.as(tenant), { id })).rows.map(({ line }) => line)).toEqual([2, 5]);
  });
});

describe("a file that cannot be read is refused with what is wrong, and is not kept", () => {
  const mebibyte = 1024 * 1024;
  test.each<[string, () => string | Buffer, string, RegExp]>([
    ["nothing", () => "", "BAD_REQUEST", /contains no data/],
    ["an Excel workbook", () => bytes("PK", [3, 4, 20, 0, 6, 0]), "BAD_REQUEST", /Excel workbook.*as CSV/],
    ["an old one", () => bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), "BAD_REQUEST", /Excel workbook.*as CSV/],
    ["a vCard", () => "BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n", "BAD_REQUEST", /vCard.*as CSV/],
    ["JSON", () => '[{"name": "Ada", "phone": "020 7946 0018"}]', "BAD_REQUEST", /JSON.*as CSV/],
    ["a web page", () => "\uFEFF<html><table><tr><td>Name</table>", "BAD_REQUEST", /web page.*as CSV/],
    ["a PDF", () => "%PDF-1.7\n1 0 obj\n", "BAD_REQUEST", /PDF.*as CSV/],
    ["blank lines alone", () => "\n \n,,\n", "BAD_REQUEST", /contains no data/],
    ["a header alone", () => "Name,Phone,Email\n", "BAD_REQUEST", /header but no rows/],
    ["a quote that never ends", () => `Name,Phone\n"Ada,020\n${"x,1\n".repeat(50)}`, "BAD_REQUEST", /^Line 2: .*quote/],
    [
      "a cell of 10 MB",
      () => `Name,Phone\nAda,1\n${"x".repeat(10 * mebibyte)},1\n`,
      "BAD_REQUEST",
      /^Line 3: a cell has more than/,
    ],
    ["a million columns", () => `Name\n${",".repeat(1_000_000)}\n`, "BAD_REQUEST", /^Line 2: .*columns/],
    [
      "too many rows",
      () => `Email\n${Array.from({ length: 3_001 }, (_, n) => `p${n}@b.example`).join("\n")}`,
      "TOO_LARGE",
      /more than 3,000 rows/,
    ],
    ["too many bytes", () => Buffer.alloc(65 * mebibyte, "x,y\n"), "TOO_LARGE", /at most 64 MB/],
  ])("%s", async (_, file, code, message) => {
    const before = await harness.storedKeys();
    await expect(upload(harness, tenant, file())).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(await harness.storedKeys()).toEqual(before);
  });

  test("but as many rows as may be are taken, with a header or without", async () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => `p${n}@b.example`).join("\n");
    for (const file of [rows, `Email\n${rows}\n`]) {
      const id = await upload(harness, tenant, file);
      expect(await getImport(harness.as(tenant), { id })).toMatchObject({ counts: { rows: 3_000 } });
    }
  });
});

test("a long file is read in bounded memory, and leaves the event loop free", async () => {
  const other = await harness.createBritishTenant();
  await harness.owner.query(
    "UPDATE system_config SET config_value = '400000' WHERE config_key = 'max_contacts_per_upload'",
  );
  const row = "Somebody with a long name,020 7946 0018,a@b.example,Company,A note of some length that nobody reads\n";
  async function* pieces() {
    yield Buffer.from("Name,Phone,Email,Company,Notes\n");
    for (let n = 0; n < 300; n += 1) yield Buffer.from(row.repeat(1_000));
  }
  const { uploadContacts } = await import("../upload-contacts");
  let longestMs = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last);
    last = performance.now();
  }, 5);
  const before = process.memoryUsage().rss;
  const startedMs = last;
  const { id } = await uploadContacts(harness.as(other), { fileName: "long.csv", body: pieces() }, harness.storage);
  const grown = process.memoryUsage().rss - before;
  clearInterval(timer);
  const { counts, fileBytes } = await getImport(harness.as(other), { id });
  expect(counts.rows).toBe(300_000);
  expect(fileBytes).toBeGreaterThan(28_000_000);
  expect(grown).toBeLessThan(150_000_000);
  // On a busy machine everything takes longer, its longest piece too.
  expect(longestMs).toBeLessThan(Math.max(500, (last - startedMs) / 10));
});
