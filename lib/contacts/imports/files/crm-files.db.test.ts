import iconv from "iconv-lite";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bytesOf, contactFiles } from "@/test/contact-files";
import { type ContactsHarness, createContactsHarness } from "@/test/contacts-harness";
import { check, importFile, upload, work } from "@/test/import-file";
import type { TestTenant } from "@/test/ingest-harness";
import { exportSkippedRows } from "../export-skipped-rows";
import { getImport } from "../get-import";
import { listImportRows } from "../list-import-rows";
import { mapImport } from "../map-import";
import { rereadImport } from "../reread-import";
import { startImport } from "../start-import";
import { undoImport } from "../undo-import";
import { unmappedColumns } from "../unmapped-columns";
import { sampleEncodings } from "./sample-encodings";

let harness: ContactsHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createContactsHarness();
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  tenant = await harness.createBritishTenant();
});

const people = () =>
  harness.rows(
    "SELECT name, phone_number, phone_extension, email, company FROM contacts WHERE user_id = $1 ORDER BY created_at, id",
    [tenant.userId],
  );
const setCountry = (country: string) =>
  harness.owner.query("UPDATE users SET country = $2 WHERE id = $1", [tenant.userId, country]);
async function fileOf(id: string, which: "skip" | "left_out"): Promise<(string | number)[][]> {
  const { rows } = await exportSkippedRows(harness.as(tenant), { id, which }, harness.storage);
  const all = [];
  for await (const some of rows) all.push(...some);
  return all;
}

test.each(contactFiles)("a file of $program is imported by its own guess, and undone", async (file) => {
  await setCountry(file.country);
  const imported = await importFile(harness, tenant, bytesOf(file));
  expect(imported).toMatchObject({
    status: "finished",
    counts: { created: file.contacts.length, skipped: 0, leftOut: 0 },
  });
  expect((await people()).map((row) => Object.values(row))).toEqual(file.contacts);
  await undoImport(harness.as(tenant), { id: imported.id });
  await work(harness, tenant, imported.id);
  expect(await getImport(harness.as(tenant), { id: imported.id })).toMatchObject({
    status: "undone",
    counts: { undone: file.contacts.length, kept: 0 },
  });
  expect(await people()).toEqual([]);
});

test("a shown row is one row of the file, the fullest ones first to be chosen", async () => {
  const id = await upload(
    harness,
    tenant,
    "Name,Phone,Email,City\nA,,,\nB,020 7946 0018,,\nC,020 7946 0019,c@d.example,Bath\nD,,d@d.example,\n",
  );
  const { columns } = await getImport(harness.as(tenant), { id });
  expect(columns[0]?.samples.map((_, row) => columns.map(({ samples }) => samples[row]))).toEqual([
    ["B", "020 7946 0018", "", ""],
    ["C", "020 7946 0019", "c@d.example", "Bath"],
    ["D", "", "d@d.example", ""],
  ]);
});

describe("of several columns the first non-empty one counts", () => {
  test("in the chosen order, and one that cannot be used gives way to the next", async () => {
    const id = await upload(
      harness,
      tenant,
      "Name,A,B,C\nOne,020 7946 0018,020 7946 0019,\nTwo,,020 7946 0020,\nThree,12,020 7946 0021,\nFour,n/a,0,x@y.example\n",
    );
    const checked = await check(harness, tenant, id, { mapping: { name: "0", phone: "2", phone2: "1", email: "3" } });
    expect(checked.mapping).toEqual({ name: 0, phone: 2, phone2: 1, email: 3 });
    const { rows } = await listImportRows(harness.as(tenant), { id });
    expect(rows.map(({ name, phone, leftOut }) => [name, phone, leftOut])).toEqual([
      ["One", "+442079460019", []],
      ["Two", "+442079460020", []],
      ["Three", "+442079460021", []],
      ["Four", null, []],
    ]);
    await check(harness, tenant, id, { mapping: { name: "0", phone: "1", phone2: "2", email: "3" } });
    const [, , three] = (await listImportRows(harness.as(tenant), { id })).rows;
    expect(three).toMatchObject({
      phone: "+442079460021",
      verdict: "create",
      leftOut: [{ field: "phone", fault: "bad_number", value: "12" }],
    });
  });

  test("and a column is taken once", async () => {
    const id = await upload(harness, tenant, "Name,A\nOne,020 7946 0018\n");
    await expect(
      mapImport(harness.as(tenant), { id, phone: "1", phone2: "1", knownContacts: "fill", hasHeader: "yes" }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { phone2: expect.any(String) } });
  });
});

test("a remembered mapping that names a missing column is not used", async () => {
  const first = await upload(harness, tenant, "Name,Phone\nAda,020 7946 0018,ada@b.example\n");
  await check(harness, tenant, first, { mapping: { name: "0", email: "2" } });
  const narrower = await upload(harness, tenant, "Name,Phone\nBob,020 7946 0019\n");
  expect(await getImport(harness.as(tenant), { id: narrower })).toMatchObject({
    mappingFrom: "guessed",
    mapping: { name: 0, phone: 1 },
  });
  const asWide = await upload(harness, tenant, "Name,Phone\nBob,020 7946 0019,bob@b.example\n");
  expect(await getImport(harness.as(tenant), { id: asWide })).toMatchObject({
    mappingFrom: "remembered",
    mapping: { name: 0, email: 2 },
  });
});

test("columns of numbers and addresses that are not mapped are named", async () => {
  const id = await upload(
    harness,
    tenant,
    "Name,Phone,Emergency,Backup,Zip,Date\nAda,020 7946 0018,020 7946 0019,ada@b.example,12345,2026-11-02\nBob,,020 7946 0020,,12346,2026-11-03\n",
  );
  const { columns } = await getImport(harness.as(tenant), { id });
  expect(unmappedColumns(columns, { name: 0, phone: 1 })).toEqual([
    { index: 2, kind: "phones", count: 2 },
    { index: 3, kind: "emails", count: 1 },
  ]);
  expect(unmappedColumns(columns, { name: 0, phone: 1, phone2: 2, email: 3 })).toEqual([]);
});

describe("one bad field never discards a row that has another way to reach the person", () => {
  const text = `Name,Phone,Email
Ada,4.47701E+11,ada@b.example
Bob,12,bob@b.example
Cyd,020 7946 0018,nobody
Dot,12,nobody
Eve,,eve@b.example
${"x".repeat(300)},020 7946 0019,
`;

  test("it stays out, the row says so with the value, and contacts without a number are counted: before, after, and in the files", async () => {
    const id = await upload(harness, tenant, text);
    const counts = { rows: 6, created: 5, numberless: 3, leftOut: 4, updated: 0, skipped: 1 };
    expect((await check(harness, tenant, id)).counts).toMatchObject(counts);
    const sentences = async () =>
      (await listImportRows(harness.as(tenant), { id })).rows.map(({ verdict, reason, leftOut }) => [
        verdict,
        reason,
        ...leftOut.map(({ fault, value }) => `${fault} ${value.slice(0, 12)}`),
      ]);
    const expected = [
      ["create", null, "digits_lost 4.47701E+11"],
      ["create", null, "bad_number 12"],
      ["create", null, "bad_email nobody"],
      ["skip", "bad_number", "bad_number 12", "bad_email nobody"],
      ["create", null],
      ["create", null, `too_long ${"x".repeat(12)}`],
    ];
    expect(await sentences()).toEqual(expected);
    const namesOf = async (filter: string) =>
      (await listImportRows(harness.as(tenant), { id, filter })).rows.map(({ line }) => line);
    expect(await namesOf("numberless")).toEqual([2, 3, 6]);
    expect(await namesOf("left_out")).toEqual([2, 3, 4, 7]);
    await startImport(harness.as(tenant), { id });
    await work(harness, tenant, id);
    expect((await getImport(harness.as(tenant), { id })).counts).toMatchObject(counts);
    expect(await sentences()).toEqual(expected);
    expect(await fileOf(id, "skip")).toEqual([["Dot", "12", "nobody", "The number cannot be called: 12", 5]]);
    expect((await fileOf(id, "left_out")).map((row) => row.slice(1))).toEqual([
      [
        "4.47701E+11",
        "ada@b.example",
        "A spreadsheet has rounded the number, and its last digits are lost: 4.47701E+11",
        2,
      ],
      ["12", "bob@b.example", "The number cannot be called: 12", 3],
      ["020 7946 0018", "nobody", "Not a valid email address: nobody", 4],
      ["020 7946 0019", "", expect.stringMatching(/too long: x+…$/), 7],
    ]);
    await undoImport(harness.as(tenant), { id });
    await work(harness, tenant, id);
    expect((await getImport(harness.as(tenant), { id })).counts).toMatchObject({ undone: 5, kept: 0 });
    expect(await people()).toEqual([]);
  });

  test("once corrected and imported again, it fills the omitted fields", async () => {
    await importFile(harness, tenant, "Name,Phone,Email\nBob,12,bob@b.example\n");
    const { counts } = await importFile(harness, tenant, "Name,Phone,Email\nBob,020 7946 0018 x12,bob@b.example\n");
    expect(counts).toMatchObject({ created: 0, updated: 1, numberless: 0, leftOut: 0 });
    expect(await people()).toMatchObject([{ phone_number: "+442079460018", phone_extension: "12" }]);
  });
});

test("an extension comes with its number, and never to another one", async () => {
  await importFile(
    harness,
    tenant,
    "Name,Phone,Email\nAda,020 7946 0018 ext 7,ada@b.example\nBob,020 7946 0019,bob@b.example\n",
  );
  const file = "Name,Phone,Email\nAda,020 7946 0018 x8,\nBobby,020 7946 0020 x9,bob@b.example\n";
  const filled = await check(harness, tenant, await upload(harness, tenant, file), { knownContacts: "fill" });
  expect(filled.counts).toMatchObject({ skipped: 2 });
  const { id } = await importFile(harness, tenant, file, { knownContacts: "overwrite" });
  expect(await people()).toMatchObject([
    { phone_number: "+442079460018", phone_extension: "8" },
    { phone_number: "+442079460020", phone_extension: "9" },
  ]);
  expect((await listImportRows(harness.as(tenant), { id })).rows[0]?.changes).toEqual([
    { field: "extension", before: "7", after: "8" },
  ]);
  await undoImport(harness.as(tenant), { id });
  await work(harness, tenant, id);
  expect(await people()).toMatchObject([
    { phone_number: "+442079460018", phone_extension: "7" },
    { phone_number: "+442079460019", phone_extension: null },
  ]);
});

test("a contact that is kept under a former spelling of its number is known", async () => {
  await harness.owner.query(
    "INSERT INTO contacts (user_id, name, phone_number) VALUES ($1, 'Frida', '+5215512345678')",
    [tenant.userId],
  );
  const { counts } = await importFile(harness, tenant, "Name,Phone,Company\nFrida,+52 55 1234 5678,Casa Azul\n");
  expect(counts).toMatchObject({ created: 0, updated: 1 });
  expect(await people()).toMatchObject([{ phone_number: "+525512345678", company: "Casa Azul" }]);
});

describe("letters", () => {
  test.each([
    ["windows-1250", "Imię;Telefon\nŁukasz Wójcik;+48 22 123 45 67\nMałgorzata Błaszczyk;+48 22 123 45 68\n"],
    ["windows-1251", "Имя;Телефон\nИван Петров;+7 495 123-45-67\nОльга Сидорова;+7 495 123-45-68\n"],
    ["windows-1252", "Prénom;Téléphone\nHélène “Léa”;+33 1 42 68 53 00\nO’Neil €;+33 1 42 68 53 01\n"],
    ["shift_jis", "氏名;電話番号\n山田太郎;03-1234-5678\n鈴木花子;03-1234-5679\n"],
  ])("%s are recognised, and come in as they are", async (encoding, text) => {
    await setCountry("JP");
    const imported = await importFile(harness, tenant, iconv.encode(text, encoding), {
      mapping: { name: "0", phone: "1" },
    });
    expect(imported).toMatchObject({ encoding, counts: { created: 2, skipped: 0 } });
    const names = text
      .split("\n")
      .slice(1, 3)
      .map((line) => line.split(";")[0]);
    expect((await people()).map(({ name }) => name)).toEqual(names);
  });

  test("that were guessed are shown in each encoding, and another one can be chosen until the import begins", async () => {
    const id = await upload(
      harness,
      tenant,
      iconv.encode("Name;Phone\nZdenko Čech;020 7946 0018\nLučić;020 7946 0019\n", "windows-1250"),
    );
    const ctx = harness.as(tenant);
    const samples = await sampleEncodings(ctx, { id }, harness.storage);
    expect(samples.find(({ encoding }) => encoding === "windows-1250")?.text).toBe("Zdenko Čech · Lučić");
    expect(samples.find(({ encoding }) => encoding === "windows-1252")?.text).toBe("Zdenko Èech · Luèiæ");
    await check(harness, tenant, id);
    for (const encoding of ["windows-1251", "windows-1250"]) await rereadImport(ctx, { id, encoding }, harness.storage);
    expect(await getImport(ctx, { id })).toMatchObject({
      status: "mapping",
      encoding: "windows-1250",
      counts: { rows: 2, created: 0 },
    });
    await check(harness, tenant, id);
    await startImport(ctx, { id });
    await work(harness, tenant, id);
    expect((await people()).map(({ name }) => name)).toEqual(["Zdenko Čech", "Lučić"]);
    await expect(rereadImport(ctx, { id, encoding: "utf-8" }, harness.storage)).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  test("that are proven by their bytes are not asked about, and nobody asks about another's file", async () => {
    const id = await upload(harness, tenant, "Name,Phone\nZoë,020 7946 0018\n");
    expect(await sampleEncodings(harness.as(tenant), { id }, harness.storage)).toEqual([]);
    const other = harness.as(await harness.createBritishTenant());
    for (const attempt of [
      () => sampleEncodings(other, { id }, harness.storage),
      () => rereadImport(other, { id, encoding: "utf-8" }, harness.storage),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(rereadImport(harness.as(tenant), { id, encoding: "ebcdic" }, harness.storage)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      fields: { encoding: expect.any(String) },
    });
  });
});
