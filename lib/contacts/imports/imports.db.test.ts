import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { decodeCursor } from "@/lib/lists/cursor";
import { newId } from "@/lib/platform/ids";
import { type ContactsHarness, createContactsHarness } from "@/test/contacts-harness";
import { conversationEvent } from "@/test/conversation";
import { check, importFile, upload, work } from "@/test/import-file";
import type { TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { createContact } from "../create-contact";
import { deleteContacts } from "../delete-contacts";
import { updateContact } from "../update-contact";
import { cancelImport } from "./cancel-import";
import { discardImport } from "./discard-import";
import { exportSkippedRows } from "./export-skipped-rows";
import { getImport } from "./get-import";
import { rowsPerBatch } from "./import-limits";
import { listImportRows } from "./list-import-rows";
import { importOrder, listImports } from "./list-imports";
import { mapImport } from "./map-import";
import { startImport } from "./start-import";
import { undoImport } from "./undo-import";

let harness: ContactsHarness;
let mine: TestTenant;
let theirs: TestTenant;
beforeAll(async () => {
  harness = await createContactsHarness();
  await harness.owner.query(
    "UPDATE system_config SET config_value = '50000' WHERE config_key = 'max_contacts_per_upload'",
  );
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  mine = await harness.createBritishTenant();
  theirs = await harness.createBritishTenant();
});

const numberOf = (n: number) => `+4474${String(10_000_000 + n)}`;
const fileOf = (count: number, from = 0) =>
  `Name,Phone,Email\n${Array.from({ length: count }, (_, n) => `Person ${from + n},${numberOf(from + n)},p${from + n}@caller.example\n`).join("")}`;
const people = async (tenant = mine) =>
  (await harness.contactsOf(tenant)).map(({ name, phone, email, company }) => [name, phone, email, company]);
const undo = async (id: string) => {
  await undoImport(harness.as(mine), { id });
  await work(harness, mine, id);
  return getImport(harness.as(mine), { id });
};
async function skipped(id: string): Promise<(string | number)[][]> {
  const { rows } = await exportSkippedRows(harness.as(mine), { id }, harness.storage);
  const all = [];
  for await (const some of rows) all.push(...some);
  return all;
}

describe("what becomes of a row", () => {
  const known = { name: "Ada", phone: "020 7946 0018", email: "ada@engine.example", notes: "Old note" };

  test.each<[string, string, string, [string, string | null][]]>([
    ["a new number", "020 7946 0019,,,", "fill", [["create", null]]],
    ["a new address alone", ",new@caller.example,,", "fill", [["create", null]]],
    ["a known number, skipped", "020 7946 0018,x@y.example,,", "skip", [["skip", "known"]]],
    ["a known number with nothing new", "020 7946 0018,,Other,", "fill", [["skip", "nothing_new"]]],
    ["a known number with a blank filled", "020 7946 0018,,Ada,Engines", "fill", [["update", null]]],
    ["a known address overwritten", ",ADA@engine.example,Ada L,", "overwrite", [["update", null]]],
    [
      "a number of one and an address of another",
      "020 7946 0018,bob@caller.example,,",
      "fill",
      [["skip", "two_contacts"]],
    ],
    ["an address that two have", ",twins@caller.example,,", "fill", [["skip", "several_contacts"]]],
    [
      "the number of one of two with the same address",
      "020 7946 0020,twins@caller.example,,Twins",
      "fill",
      [["update", null]],
    ],
    ["nobody to reach", ",,Somebody,", "fill", [["skip", "nothing_to_reach"]]],
    ["placeholders", "n/a,-,Somebody,", "fill", [["skip", "nothing_to_reach"]]],
    ["a number that is none, and nothing else", "12,,,", "fill", [["skip", "bad_number"]]],
    ["a number that is none beside an address", "12,a@b.example,,", "fill", [["create", null]]],
    ["a number that was rounded", "4.47701E+11,,,", "fill", [["skip", "digits_lost"]]],
    ["a number and an address that are none", "12,nobody,,", "fill", [["skip", "bad_number"]]],
    ["an extension", "+1 415 555 2671 ext. 7,,,", "fill", [["create", null]]],
    ["Arabic digits", "+٤٤٢٠٧٩٤٦٠٠٢٥,,,", "fill", [["create", null]]],
    ["an address that is none, and nothing else", ",nobody,,", "fill", [["skip", "bad_email"]]],
    ["an address that is none beside a number", "020 7946 0019,nobody,,", "fill", [["create", null]]],
    ["a name that is too long", `020 7946 0019,,${"x".repeat(256)},`, "fill", [["create", null]]],
    ["the header again", "Phone,Email,Name,Company", "fill", [["skip", "repeats_header"]]],
    [
      "the same number twice",
      "020 7946 0019,,A,\n+44 20 7946 0019,,B,",
      "fill",
      [
        ["create", null],
        ["skip", "same_row"],
      ],
    ],
    [
      "the same address twice",
      "020 7946 0019,q@b.example,,\n,Q@b.example,,",
      "fill",
      [
        ["create", null],
        ["skip", "same_row"],
      ],
    ],
    [
      "an address first seen in a row that is skipped itself",
      "020 7946 0019,q@b.example,,\n020 7946 0019,r@b.example,,\n020 7946 0021,r@b.example,,",
      "fill",
      [
        ["create", null],
        ["skip", "same_row"],
        ["create", null],
      ],
    ],
    [
      "one contact by number and by address",
      "020 7946 0018,,,A\n,ada@engine.example,,B",
      "overwrite",
      [
        ["update", null],
        ["skip", "same_contact"],
      ],
    ],
  ])("%s", async (_, rows, knownContacts, expected) => {
    await createContact(harness.as(mine), known);
    await createContact(harness.as(mine), { name: "Bob", email: "bob@caller.example" });
    await createContact(harness.as(mine), { name: "Castor", phone: "020 7946 0020", email: "twins@caller.example" });
    await createContact(harness.as(mine), { name: "Pollux", email: "twins@caller.example", sharesEmail: "yes" });
    const id = await upload(harness, mine, `Phone,Email,Name,Company\n${rows}\n`);
    const checked = await check(harness, mine, id, { knownContacts });
    expect(checked).toMatchObject({ status: "checked", failure: null });
    const page = await listImportRows(harness.as(mine), { id });
    expect(page.rows.map(({ verdict, reason }) => [verdict, reason])).toEqual(expected);
  });

  test("is shown before it happens, field by field, and happens so", async () => {
    await createContact(harness.as(mine), known);
    const id = await upload(harness, mine, "Phone,Name,Company,Notes\n02079460018,Ada Lovelace,Engines,New note\n");
    await check(harness, mine, id, { knownContacts: "overwrite" });
    const shown = await listImportRows(harness.as(mine), { id, filter: "update" });
    expect(shown.rows[0]?.changes).toEqual([
      { field: "name", before: "Ada", after: "Ada Lovelace" },
      { field: "company", before: null, after: "Engines" },
      { field: "notes", before: "Old note", after: "New note" },
    ]);
    await startImport(harness.as(mine), { id });
    await work(harness, mine, id);
    expect(await harness.contactsOf(mine)).toMatchObject([
      { name: "Ada Lovelace", email: "ada@engine.example", company: "Engines", notes: "New note" },
    ]);
    expect((await listImportRows(harness.as(mine), { id, filter: "update" })).rows).toMatchObject([
      { changes: shown.rows[0]?.changes },
    ]);
  });

  test("names of any kind are kept as they are", async () => {
    const names = ["\u202Eevil", "<b>x</b>", "=1+1", "Zoë 🙂", "e\u0301".repeat(60), "O'Neil; DROP TABLE"];
    const rows = names.map((name, n) => `"${name}",${numberOf(n)}`).join("\n");
    const { counts } = await importFile(harness, mine, `Name,Phone\n${rows}\n`);
    expect(counts.created).toBe(names.length);
    expect((await harness.contactsOf(mine)).map(({ name }) => name).sort()).toEqual([...names].sort());
  });
});

test("rows in are rows created, updated or skipped, and every person of a file is there once, whatever the file", async () => {
  const cell = {
    name: fc.constantFrom("", "Ada", "Bob\nB", 'C "C"', "n/a"),
    phone: fc.constantFrom("", "020 7946 0018", "+442079460018", "02079460019", "020 7946 0020", "12", "anonymous"),
    email: fc.constantFrom("", "a@b.example", "A@B.example", "c@d.example", "bad"),
  };
  const file = fc.array(fc.record(cell), { minLength: 1, maxLength: 12 });
  const rule = fc.constantFrom("skip", "fill", "overwrite");
  const property = fc.asyncProperty(fc.array(fc.tuple(file, rule), { minLength: 1, maxLength: 3 }), async (files) => {
    const tenant = await harness.createBritishTenant();
    const ids: string[] = [];
    for (const [rows, knownContacts] of files) {
      const text = rows.map(({ name, phone, email }) =>
        [name, phone, email].map((each) => `"${each.replaceAll('"', '""')}"`).join(),
      );
      const filled = rows.filter((row) => Object.values(row).some(Boolean)).length;
      if (filled === 0) continue;
      const before = (await harness.contactsOf(tenant)).length;
      const id = await upload(harness, tenant, `Name,Phone,Email\n${text.join("\n")}\n`);
      const checked = await check(harness, tenant, id, { knownContacts });
      if (checked.counts.created + checked.counts.updated > 0) {
        await startImport(harness.as(tenant), { id });
        await work(harness, tenant, id);
        ids.push(id);
      }
      const { counts, status } = await getImport(harness.as(tenant), { id });
      expect(["finished", "checked"]).toContain(status);
      expect(counts).toEqual(checked.counts);
      expect(counts.rows).toBe(filled);
      expect(counts.created + counts.updated + counts.skipped).toBe(counts.rows);
      const after = await harness.contactsOf(tenant);
      expect(after).toHaveLength(before + counts.created);
      const reached = after.flatMap(({ phone, email }) => [phone, email]).filter(Boolean);
      expect(new Set(reached).size).toBe(reached.length);
    }
    // Undone from the last to the first, nothing of it is left.
    for (const id of ids.reverse()) {
      await undoImport(harness.as(tenant), { id });
      await work(harness, tenant, id);
      expect(await getImport(harness.as(tenant), { id })).toMatchObject({ status: "undone", counts: { kept: 0 } });
    }
    expect(await harness.contactsOf(tenant)).toEqual([]);
  });
  await fc.assert(property, { numRuns: 40 });
});

describe("an import happens once", () => {
  const count = rowsPerBatch * 2 + 10;

  test("however often it is interrupted and by however many jobs it is done", async () => {
    const id = await upload(harness, mine, fileOf(count));
    await check(harness, mine, id);
    await startImport(harness.as(mine), { id });
    // A batch that has written everything and dies before its commit.
    await harness.owner.query(
      `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.rows_done = ${rowsPerBatch * 2} AND current_setting('application_name') <> 'x' THEN RAISE EXCEPTION 'died'; END IF; RETURN NEW; END $$;
       CREATE TRIGGER die BEFORE UPDATE ON contact_imports FOR EACH ROW EXECUTE FUNCTION die()`,
    );
    await expect(work(harness, mine, id)).rejects.toThrow("died");
    expect(await getImport(harness.as(mine), { id })).toMatchObject({ status: "running", rowsDone: rowsPerBatch });
    await harness.owner.query("DROP TRIGGER die ON contact_imports; DROP FUNCTION die()");
    await Promise.all([work(harness, mine, id), work(harness, mine, id), work(harness, mine, id)]);
    expect(await getImport(harness.as(mine), { id })).toMatchObject({
      status: "finished",
      counts: { rows: count, created: count, updated: 0, skipped: 0 },
    });
    expect(await harness.contactsOf(mine)).toHaveLength(count);
    await work(harness, mine, id);
    await startImport(harness.as(mine), { id });
    expect(await harness.contactsOf(mine)).toHaveLength(count);
  });

  test("a new check discards the previous one, which stops", async () => {
    const id = await upload(harness, mine, fileOf(count));
    await mapImport(harness.as(mine), { id, name: "0", phone: "1", knownContacts: "fill", hasHeader: "yes" });
    await Promise.all([work(harness, mine, id), work(harness, mine, id)]);
    expect(await getImport(harness.as(mine), { id })).toMatchObject({ status: "checked", counts: { created: count } });
    expect(await harness.rows("SELECT count(*) AS n FROM contact_import_rows WHERE import_id = $1", [id])).toEqual([
      { n: count },
    ]);
  });

  test("the same file four times concurrently, while calls of the same people arrive, creates no duplicates and no deadlock", async () => {
    const deadlocks = async () =>
      (await harness.rows("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))[0]?.deadlocks;
    const before = await deadlocks();
    const ids = [];
    for (let n = 0; n < 4; n += 1) ids.push(await upload(harness, mine, fileOf(300)));
    for (const id of ids) await check(harness, mine, id);
    for (const id of ids) await startImport(harness.as(mine), { id });
    const call = async (n: number) => {
      await harness.receive(
        conversationEvent({ agentId: mine.providerAgentId, number: numberOf(n), durationSeconds: 10 }),
      );
    };
    for (let n = 299; n > 0; n -= 10) await call(n);
    await Promise.all([...ids.map((id) => work(harness, mine, id)), harness.process(), harness.process()]);
    for (const id of ids) {
      const { counts, status } = await getImport(harness.as(mine), { id });
      expect(status).toBe("finished");
      expect(counts.created + counts.updated + counts.skipped).toBe(300);
    }
    const all = await harness.contactsOf(mine);
    expect(new Set(all.map(({ phone }) => phone)).size).toBe(all.length);
    expect(all).toHaveLength(300);
    expect(await deadlocks()).toBe(before);
  });

  test("an address without a number is not imported twice, either", async () => {
    const file = `Email\n${Array.from({ length: 200 }, (_, n) => `p${n}@caller.example`).join("\n")}\n`;
    const ids = [await upload(harness, mine, file), await upload(harness, mine, file)];
    for (const id of ids) await check(harness, mine, id);
    for (const id of ids) await startImport(harness.as(mine), { id });
    await Promise.all(ids.map((id) => work(harness, mine, id)));
    expect(await harness.contactsOf(mine)).toHaveLength(200);
  });

  test("changes since the check are taken into account, and the counts still add up", async () => {
    const id = await upload(
      harness,
      mine,
      "Name,Phone,Company\nA,+442079460018,X\nB,+442079460019,X\nC,+442079460020,X\n",
    );
    const b = await createContact(harness.as(mine), { name: "B", phone: "+442079460019" });
    expect((await check(harness, mine, id)).counts).toMatchObject({ created: 2, updated: 1 });
    await createContact(harness.as(mine), { name: "A", phone: "+442079460018", company: "Y" });
    await deleteContacts(harness.as(mine), { ids: b.kind === "saved" ? b.id : "" });
    await startImport(harness.as(mine), { id });
    await work(harness, mine, id);
    expect((await getImport(harness.as(mine), { id })).counts).toMatchObject({
      rows: 3,
      created: 2,
      updated: 0,
      skipped: 1,
    });
    expect(await people()).toEqual([
      ["A", "+442079460018", null, "Y"],
      ["B", "+442079460019", null, "X"],
      ["C", "+442079460020", null, "X"],
    ]);
  });
});

describe("an import is undone", () => {
  test("except for contacts changed since, each with the reason", async () => {
    await createContact(harness.as(mine), { name: "Old", phone: numberOf(1), company: "" });
    await createContact(harness.as(mine), { name: "Older", phone: numberOf(2) });
    const { id, counts } = await importFile(
      harness,
      mine,
      `Name,Phone,Company,Email\n${[1, 2, 3, 4, 5, 6].map((n) => `New ${n},${numberOf(n)},Co ${n},p${n}@b.example`).join("\n")}\n`,
      { knownContacts: "overwrite" },
    );
    expect(counts).toMatchObject({ created: 4, updated: 2 });
    const all = await harness.contactsOf(mine);
    const idOf = (n: number) => all.find(({ phone }) => phone === numberOf(n))?.id ?? "";
    await updateContact(harness.as(mine), {
      id: idOf(2),
      name: "Mine now",
      phone: numberOf(2),
      company: "Co 2",
      email: "p2@b.example",
    });
    await updateContact(harness.as(mine), { id: idOf(4), name: "Changed", phone: numberOf(4) });
    const call = await insertCall(harness.owner, mine);
    await harness.owner.query("UPDATE calls SET contact_id = $2 WHERE id = $1", [call, idOf(5)]);
    await harness.owner.query(
      "INSERT INTO customers (user_id, contact_id, name, customer_reference_number) VALUES ($1, $2, 'x', '')",
      [mine.userId, idOf(6)],
    );
    const undone = await undo(id);
    expect(undone).toMatchObject({ status: "undone", canUndo: false, counts: { undone: 3, kept: 4 } });
    expect(await people()).toEqual([
      ["Changed", numberOf(4), null, null],
      ["Mine now", numberOf(2), null, null],
      ["New 5", numberOf(5), "p5@b.example", "Co 5"],
      ["New 6", numberOf(6), "p6@b.example", "Co 6"],
      ["Old", numberOf(1), null, null],
    ]);
    const { rows } = await listImportRows(harness.as(mine), { id, filter: "kept" });
    expect(rows.map(({ name, undoReason }) => [name, undoReason])).toEqual([
      ["New 2", "changed"],
      ["New 4", "changed"],
      ["New 5", "called"],
      ["New 6", "customer"],
    ]);
    await expect(cancelImport(harness.as(mine), { id })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("after it was cancelled, when every row is accounted for", async () => {
    const count = rowsPerBatch + 20;
    const id = await upload(harness, mine, fileOf(count));
    await check(harness, mine, id);
    await startImport(harness.as(mine), { id });
    const stopping = new AbortController();
    stopping.abort();
    await expect(work(harness, mine, id, stopping.signal)).rejects.toThrow();
    await harness.owner.query("UPDATE contact_imports SET rows_done = 0 WHERE id = $1", [id]);
    await cancelImport(harness.as(mine), { id });
    await work(harness, mine, id);
    expect(await getImport(harness.as(mine), { id })).toMatchObject({
      status: "cancelled",
      counts: { created: 0, skipped: count },
    });
    expect((await skipped(id)).at(-1)).toEqual([
      `Person ${count - 1}`,
      numberOf(count - 1),
      `p${count - 1}@caller.example`,
      "The import was cancelled before",
      count + 1,
    ]);
  });
});

test("the rows that were skipped are there as they stood, with reason and line", async () => {
  const { id } = await importFile(
    harness,
    mine,
    'Name,Phone,Extra\n"Two\nlines",12,"=1+1"\nFine,02079460018,x\nAgain,020 7946 0018,y\nShort\n',
  );
  expect(await skipped(id)).toEqual([
    ["Two\nlines", "12", "=1+1", "The number cannot be called: 12", 2],
    ["Again", "020 7946 0018", "y", "Same number or address as line 4", 5],
    ["Short", "", "", "Neither a number nor an email address", 6],
  ]);
});

test("columns are chosen as they were for the last file with the same header", async () => {
  const id = await upload(harness, mine, "Foo,Bar\nAda,02079460018\n");
  expect(await getImport(harness.as(mine), { id })).toMatchObject({ mappingFrom: "guessed" });
  await check(harness, mine, id, { mapping: { company: "0", phone: "1" }, knownContacts: "skip" });
  const next = await upload(harness, mine, "Foo,Bar\nBob,02079460019\n");
  expect(await getImport(harness.as(mine), { id: next })).toMatchObject({
    mappingFrom: "remembered",
    mapping: { company: 0, phone: 1 },
    knownContacts: "skip",
  });
  const other = await upload(harness, theirs, "Foo,Bar\nBob,02079460019\n");
  expect(await getImport(harness.as(theirs), { id: other })).toMatchObject({ mappingFrom: "guessed" });
});

test("an import that was not started is discarded with its file, and one that was is not", async () => {
  const id = await upload(harness, mine, fileOf(2));
  expect(await harness.storedKeys()).toContainEqual(expect.stringContaining(id));
  await discardImport(harness.as(mine), { id }, harness.storage);
  expect(await harness.storedKeys()).not.toContainEqual(expect.stringContaining(id));
  const { id: done } = await importFile(harness, mine, fileOf(2));
  await expect(discardImport(harness.as(mine), { id: done }, harness.storage)).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("another tenant's import is not there for any verb", async () => {
  const { id } = await importFile(harness, mine, fileOf(2));
  const ctx = harness.as(theirs);
  const input = { id, phone: "1", knownContacts: "fill", hasHeader: "yes" };
  for (const attempt of [
    () => getImport(ctx, { id }),
    () => listImportRows(ctx, { id }),
    () => exportSkippedRows(ctx, { id }, harness.storage),
    () => mapImport(ctx, input),
    () => startImport(ctx, { id }),
    () => cancelImport(ctx, { id }),
    () => undoImport(ctx, { id }),
    () => discardImport(ctx, { id }, harness.storage),
    () => getImport(ctx, { id: newId() }),
    () => startImport(ctx, { id: "x" }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  expect((await listImports(ctx)).imports).toEqual([]);
  await harness.db.tenant(theirs.userId, (tx) => tx.query("SELECT request_contact_import($1)", [id]));
  expect((await listImports(harness.as(mine))).imports).toMatchObject([{ id, status: "finished" }]);
  expect(await harness.contactsOf(theirs)).toEqual([]);
});

test("the pages of imports hold each once, newest first, forwards and back, and say how many there are", async () => {
  const tenant = await harness.createTenant();
  const ctx = harness.as(tenant);
  // All in one transaction, and so at the same time.
  await harness.owner.query(
    `INSERT INTO contact_imports (user_id, status, file_name, file_bytes, encoding, separator, has_header, columns, header_digest, row_count)
     SELECT $1, 'failed', 'contacts ' || n || '.csv', 1, 'utf-8', ',', true, '[]', 'digest', 0 FROM generate_series(1, 120) n`,
    [tenant.userId],
  );
  const pages = [await listImports(ctx)];
  for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor)
    pages.push(await listImports(ctx, { cursor: decodeCursor(next, importOrder) }));
  expect(pages.map(({ imports }) => imports.length)).toEqual([50, 50, 20]);
  expect(new Set(pages.flatMap(({ imports }) => imports.map(({ id }) => id))).size).toBe(120);
  for (const { total } of pages) expect(total).toEqual({ count: 120, isMore: false });
  const back = await listImports(ctx, { cursor: decodeCursor(pages[2]?.previousCursor ?? "", importOrder) });
  expect(back.imports).toEqual(pages[1]?.imports);
});

test.each<[Record<string, unknown>, string]>([
  [{ name: "0" }, "phone"],
  [{ phone: "0", email: "0" }, "email"],
  [{ phone: "1", knownContacts: "replace" }, "knownContacts"],
  [{ phone: "x" }, "phone"],
  [{ phone: "1", country: "Germany" }, "country"],
])("a mapping that makes no sense is refused beside its field: case %#", async (input, field) => {
  const id = await upload(harness, mine, fileOf(1));
  await expect(
    mapImport(harness.as(mine), { id, knownContacts: "fill", hasHeader: "yes", ...input }),
  ).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { [field]: expect.any(String) } });
});
