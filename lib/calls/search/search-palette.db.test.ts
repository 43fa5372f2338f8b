import { afterAll, beforeAll, expect, test } from "vitest";
import { type ContactsHarness, createContactsHarness } from "@/test/contacts-harness";
import type { TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { searchCalls } from "./search-calls";
import { searchPeople } from "./search-people";

let harness: ContactsHarness;
let mine: TestTenant;
let theirs: TestTenant;
const calls: string[] = [];
beforeAll(async () => {
  harness = await createContactsHarness();
  mine = await harness.createBritishTenant();
  theirs = await harness.createBritishTenant();
  await harness.owner.query(
    `INSERT INTO contacts (user_id, name, phone_number, company) SELECT $1, 'Anna ' || lpad(n::text, 4, '0'), '+4420794' || (60000 + n), NULL
     FROM generate_series(1, 1500) n`,
    [mine.userId],
  );
  await harness.owner.query(
    `INSERT INTO contacts (user_id, name, phone_number, company) VALUES
       ($1, 'Anna', '+447700900001', NULL), ($1, 'Zed', '+447700900002', 'Anna Foods'), ($2, 'Anna Theirs', '+447700900003', NULL)`,
    [mine.userId, theirs.userId],
  );
  for (const [name, startedAt] of [
    ["Anna 1400", "2026-10-03T10:00:00Z"],
    ["Anna 0900", "2026-10-02T10:00:00Z"],
    ["Zed", "2026-10-04T10:00:00Z"],
  ] as const) {
    const id = await insertCall(harness.owner, mine, { startedAt, callerName: name });
    await harness.owner.query(
      "UPDATE calls SET contact_id = (SELECT id FROM contacts WHERE user_id = $2 AND name = $3) WHERE id = $1",
      [id, mine.userId, name],
    );
    calls.push(id);
  }
  await harness.index();
}, 120_000);
afterAll(() => harness.dispose());

const titles = async (q: string, tenant = mine) =>
  (await searchPeople(harness.as(tenant), { q })).map(({ title }) => title);

test("of very many people with a name, those with exactly that name come first, then those of the latest calls", async () => {
  const found = await titles("anna");
  expect(found.slice(0, 3)).toEqual(["Anna", "Anna 1400", "Anna 0900"]);
  expect(found).toHaveLength(6);
  expect(await titles("anna foods")).toEqual(["Zed"]);
  expect(await titles("07700 900001")).toEqual(["Anna"]);
});

test("a number as it is dialled at home is found where the country is only known by the time zone", async () => {
  const zoned = await harness.createTenant({ timezone: "Europe/London" });
  await harness.owner.query("INSERT INTO contacts (user_id, name, phone_number) VALUES ($1, 'Bea', '+447700900004')", [
    zoned.userId,
  ]);
  expect(await titles("07700 9000", zoned)).toEqual(["Bea"]);
});

test("calls are found by name, the newest first", async () => {
  const found = await searchCalls(harness.as(mine), { q: "anna" });
  expect(found.map(({ title, id }) => [title, id])).toEqual([
    ["Anna 1400", calls[0]],
    ["Anna 0900", calls[1]],
  ]);
});

test("an empty search finds nothing, another tenant finds none of them, and a session is required", async () => {
  for (const q of ["", "a", " ", "-", "\0", "🙂"]) {
    expect(await titles(q)).toEqual([]);
    expect(await searchCalls(harness.as(mine), { q })).toEqual([]);
  }
  expect(await titles("anna", theirs)).toEqual(["Anna Theirs"]);
  expect(await searchCalls(harness.as(theirs), { q: "anna" })).toEqual([]);
  const job = { ...harness.as(mine), actor: { kind: "job" as const, name: "test" } };
  for (const search of [searchPeople, searchCalls])
    await expect(search(job, { q: "anna" })).rejects.toMatchObject({ code: "FORBIDDEN" });
});
