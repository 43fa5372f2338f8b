import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listCallsOfContact } from "@/lib/calls/list/list-calls-of-contact";
import { type Cursor, encodeCursor } from "@/lib/lists/cursor";
import { newId } from "@/lib/platform/ids";
import { type ContactsHarness, createContactsHarness } from "@/test/contacts-harness";
import { conversationEvent } from "@/test/conversation";
import type { TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { addToContact } from "./add-to-contact";
import { createContact } from "./create-contact";
import { deleteContacts } from "./delete-contacts";
import { getContact } from "./get-contact";
import { listContacts } from "./list-contacts";
import { mergeContacts } from "./merge-contacts";
import { restoreContacts } from "./restore-contacts";
import { updateContact } from "./update-contact";
import type { ContactOutcome } from "./write-contact";

let harness: ContactsHarness;
let mine: TestTenant;
let theirs: TestTenant;
beforeAll(async () => {
  harness = await createContactsHarness();
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  mine = await harness.createBritishTenant();
  theirs = await harness.createBritishTenant();
});

const ada = { name: "Ada Lovelace", phone: "020 7946 0018", email: "Ada@Engine.example", company: "", notes: "" };

async function create(input: Record<string, unknown>, tenant = mine): Promise<string> {
  const outcome = await createContact(harness.as(tenant), input);
  if (outcome.kind !== "saved") throw new Error(`The contact is known by its ${outcome.field}.`);
  return outcome.id;
}
const isSaved = ({ kind }: ContactOutcome) => kind === "saved";
const makeCustomer = (contactId: string) =>
  harness.owner.query(
    `INSERT INTO customers (user_id, contact_id, name, customer_reference_number)
     SELECT user_id, id, coalesce(name, 'Somebody'), '' FROM contacts WHERE id = $1`,
    [contactId],
  );
async function callOf(contactId: string | null, startedAt = "2026-10-03T10:30:00Z"): Promise<string> {
  const id = await insertCall(harness.owner, mine, { startedAt });
  await harness.owner.query("UPDATE calls SET contact_id = $2 WHERE id = $1", [id, contactId]);
  return id;
}
const contactOf = async (callId: string) =>
  (await harness.rows("SELECT contact_id FROM calls WHERE id = $1", [callId]))[0]?.contact_id;

const isCalled = async (id: string) =>
  (await harness.rows("SELECT has_calls FROM contacts WHERE id = $1", [id]))[0]?.has_calls;

describe("a contact is marked as one with calls", () => {
  test("while a call points at it, whatever becomes of its calls", async () => {
    const [one, other] = [await create({ ...ada, email: "" }), await create({ name: "Charles" })];
    expect(await isCalled(one)).toBe(false);
    const [first, second] = [await callOf(one), await callOf(one)];
    expect([await isCalled(one), await isCalled(other)]).toEqual([true, false]);
    await harness.owner.query("UPDATE calls SET contact_id = $2 WHERE id = $1", [first, other]);
    expect([await isCalled(one), await isCalled(other)]).toEqual([true, true]);
    await harness.owner.query("DELETE FROM calls WHERE id = $1", [second]);
    expect([await isCalled(one), await isCalled(other)]).toEqual([false, true]);
    await mergeContacts(harness.as(mine), { id: one, otherId: other });
    expect(await isCalled(one)).toBe(true);
    const { deletionId } = await deleteContacts(harness.as(mine), { ids: one });
    await restoreContacts(harness.as(mine), { deletionId });
    expect(await isCalled(one)).toBe(true);
  });

  test("when its last call goes while another one comes", async () => {
    const id = await create(ada);
    const [last, next] = [await callOf(id), await callOf(null)];
    const coming = new pg.Client({ connectionString: harness.connectionString });
    await coming.connect();
    await coming.query("BEGIN");
    await coming.query("UPDATE calls SET contact_id = $2 WHERE id = $1", [next, id]);
    const going = harness.owner.query("DELETE FROM calls WHERE id = $1", [last]);
    await coming.query("SELECT pg_sleep(0.1)");
    await coming.query("COMMIT");
    await going;
    await coming.end();
    expect(await isCalled(id)).toBe(true);
  });
});

describe("a contact is entered and changed", () => {
  test("with its number in E.164 by the tenant's country and its address in lower case", async () => {
    const id = await create(ada);
    expect(await harness.contactsOf(mine)).toEqual([
      { id, name: "Ada Lovelace", phone: "+442079460018", email: "ada@engine.example", company: null, notes: null },
    ]);
    expect(await getContact(harness.as(mine), { id })).toMatchObject({
      name: "Ada Lovelace",
      source: "manual",
      phone: { e164: "+442079460018", text: "+44 20 7946 0018", country: "United Kingdom" },
    });
  });

  test.each<[Record<string, unknown>, string]>([
    [{ phone: "12" }, "phone"],
    [{ phone: "not a number" }, "phone"],
    [{ phone: "+44 20 7946" }, "phone"],
    [{ phone: "+1 555 0000 ext. 7" }, "phone"],
    [{ email: "nobody" }, "email"],
    [{ email: "a@b@c.example" }, "email"],
    [{ name: "x".repeat(256) }, "name"],
    [{ name: "Fine", notes: "x".repeat(10_001) }, "notes"],
    [{ name: " ", phone: "", email: null }, "name"],
  ])("but not with something wrong: case %#", async (input, field) => {
    await expect(createContact(harness.as(mine), input)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      fields: { [field]: expect.any(String) },
    });
    expect(await harness.contactsOf(mine)).toEqual([]);
  });

  test("what is dialled behind a number is kept apart, shown, changed, merged, and comes back after deleting", async () => {
    const id = await create({ ...ada, phone: "+1 202 555 0153 x12" });
    const ctx = harness.as(mine);
    const phone = { e164: "+12025550153", extension: "12", text: "+1 202 555 0153 ext. 12", country: "United States" };
    expect((await getContact(ctx, { id })).phone).toEqual(phone);
    expect((await listContacts(ctx, { filters: {} })).contacts[0]?.phone).toEqual(phone);
    // The form is filled with the text as it is shown.
    await updateContact(ctx, { id, ...ada, phone: phone.text });
    expect((await getContact(ctx, { id })).phone).toEqual(phone);
    const { deletionId } = await deleteContacts(ctx, { ids: id });
    await restoreContacts(ctx, { deletionId });
    expect((await getContact(ctx, { id })).phone).toEqual(phone);
    const byMail = await create({ name: "Ada by mail", email: "other@engine.example" });
    await mergeContacts(ctx, { id: byMail, otherId: id });
    expect((await getContact(ctx, { id: byMail })).phone).toEqual(phone);
    await updateContact(ctx, { id: byMail, name: "Ada", phone: "+1 202 555 0153" });
    expect((await getContact(ctx, { id: byMail })).phone?.extension).toBeNull();
  });

  test("a number without its country's code is of the time zone's country where none was chosen", async () => {
    await harness.owner.query("UPDATE users SET country = NULL, timezone = 'America/New_York' WHERE id = $1", [
      mine.userId,
    ]);
    await create({ ...ada, phone: "(352) 555-0123" });
    expect(await harness.contactsOf(mine)).toMatchObject([{ phone: "+13525550123" }]);
  });

  test("a number without its country's code needs the tenant's country, and says so", async () => {
    await harness.owner.query("UPDATE users SET country = NULL WHERE id = $1", [mine.userId]);
    await expect(createContact(harness.as(mine), ada)).rejects.toMatchObject({
      fields: { phone: expect.stringContaining("choose your country") },
    });
    await create({ ...ada, phone: "+44 20 7946 0018" });
  });

  test.each(["\0", "\u202Eevil", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "a\ud800b", "e\u0301".repeat(80)])(
    "and a name of %j is kept as text",
    async (name) => {
      const id = await create({ name, phone: "020 7946 0018" });
      const [kept] = await harness.contactsOf(mine);
      expect(kept?.id).toBe(id);
      expect(kept?.name ?? "").toBe(name.replaceAll("\0", "").toWellFormed());
    },
  );

  test("a number or an address that another has is not written, and the other is named", async () => {
    const id = await create(ada);
    const other = { id, title: "Ada Lovelace" };
    expect(await createContact(harness.as(mine), { name: "Else", phone: "+442079460018" })).toEqual({
      kind: "known",
      field: "phone",
      other,
    });
    expect(await createContact(harness.as(mine), { name: "Else", email: "ADA@engine.example" })).toEqual({
      kind: "known",
      field: "email",
      other,
    });
    const second = await create({ name: "Else", email: "ada@engine.example", sharesEmail: "yes" });
    expect(await updateContact(harness.as(mine), { ...ada, id: second, name: "Else" })).toMatchObject({
      field: "phone",
    });
    // Its own number, and the address that it shares already, are no obstacle to anything else.
    expect(await updateContact(harness.as(mine), { ...ada, id, company: "Engines" })).toEqual({ kind: "saved", id });
    expect(isSaved(await createContact(harness.as(theirs), ada))).toBe(true);
    expect((await getContact(harness.as(mine), { id })).sameEmail).toEqual([{ id: second, title: "Else" }]);
  });

  test("the same number or address entered eight times at once makes one contact", async () => {
    for (const person of [
      { name: "One", phone: "020 7946 0018" },
      { name: "Two", email: "two@caller.example" },
    ]) {
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => createContact(harness.as(mine), person)));
      expect(outcomes.filter(isSaved)).toHaveLength(1);
      expect(outcomes.filter((outcome) => !isSaved(outcome)).every((outcome) => "other" in outcome)).toBe(true);
    }
    expect(await harness.contactsOf(mine)).toHaveLength(2);
  });
});

describe("a deleted contact", () => {
  test("is restored with its id, its calls and its source", async () => {
    await harness.receive(
      conversationEvent({ agentId: mine.providerAgentId, number: "+447700900222", durationSeconds: 61 }),
    );
    await harness.process();
    const before = await harness.rows("SELECT to_jsonb(c) - 'updated_at' AS row FROM contacts c WHERE user_id = $1", [
      mine.userId,
    ]);
    const [contact] = await harness.contactsOf(mine);
    const calls = await harness.rows<{ id: string }>("SELECT id FROM calls WHERE contact_id = $1", [contact?.id]);
    expect(calls).toHaveLength(1);
    const { deletionId } = await deleteContacts(harness.as(mine), { ids: contact?.id });
    expect(await harness.contactsOf(mine)).toEqual([]);
    expect(await contactOf(calls[0]?.id ?? "")).toBeNull();
    await expect(restoreContacts(harness.as(theirs), { deletionId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await restoreContacts(harness.as(mine), { deletionId })).toEqual({ restored: 1, taken: 0 });
    expect(
      await harness.rows("SELECT to_jsonb(c) - 'updated_at' AS row FROM contacts c WHERE user_id = $1", [mine.userId]),
    ).toEqual(before);
    expect(await contactOf(calls[0]?.id ?? "")).toBe(contact?.id);
    await expect(restoreContacts(harness.as(mine), { deletionId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    // Twice is as good as once.
    const again = await deleteContacts(harness.as(mine), { ids: contact?.id });
    expect(await restoreContacts(harness.as(mine), again)).toEqual({ restored: 1, taken: 0 });
  });

  test("stays deleted while another has its number, and takes no call that belongs to another by now", async () => {
    const id = await create(ada);
    const bob = await create({ name: "Bob" });
    const call = await callOf(id);
    const gone = await deleteContacts(harness.as(mine), { ids: id });
    const heir = await create({ name: "Heir", phone: ada.phone });
    await expect(restoreContacts(harness.as(mine), gone)).rejects.toMatchObject({ code: "CONFLICT" });
    await harness.owner.query("UPDATE calls SET contact_id = $2 WHERE id = $1", [call, bob]);
    await deleteContacts(harness.as(mine), { ids: heir });
    expect(await restoreContacts(harness.as(mine), gone)).toEqual({ restored: 1, taken: 0 });
    expect(await contactOf(call)).toBe(bob);
  });

  test("is gone for good after a week", async () => {
    const { deletionId } = await deleteContacts(harness.as(mine), { ids: await create(ada) });
    const keep = await deleteContacts(harness.as(mine), { ids: await create({ name: "Kept" }) });
    await harness.owner.query(
      "UPDATE deleted_contacts SET deleted_at = now() - interval '8 days' WHERE deletion_id = $1",
      [deletionId],
    );
    await harness.owner.query("SELECT cleanup_deleted_contacts()");
    await expect(restoreContacts(harness.as(mine), { deletionId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await restoreContacts(harness.as(mine), keep)).toEqual({ restored: 1, taken: 0 });
  });

  test("is no customer: a customer stays, and the reason is said", async () => {
    const [customer, other] = [await create(ada), await create({ name: "Bob" })];
    await makeCustomer(customer);
    await expect(deleteContacts(harness.as(mine), { ids: customer })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("customer"),
    });
    expect(await deleteContacts(harness.as(mine), { ids: `${customer},${other}` })).toMatchObject({
      deleted: 1,
      customers: 1,
    });
    expect((await harness.contactsOf(mine)).map(({ id }) => id)).toEqual([customer]);
  });
});

describe("two contacts merge", () => {
  test("into one that has the data, the calls and the customer of both", async () => {
    const kept = await create({ name: "Ada", phone: "020 7946 0018", notes: "Likes engines" });
    const dropped = await create({ ...ada, phone: "+44 20 7946 0019", company: "Engines Ltd", notes: "Met in May" });
    const call = await callOf(dropped);
    await makeCustomer(dropped);
    expect(await mergeContacts(harness.as(mine), { id: kept, otherId: dropped })).toEqual({ id: kept });
    expect(await harness.contactsOf(mine)).toEqual([
      {
        id: kept,
        name: "Ada",
        phone: "+442079460018",
        email: "ada@engine.example",
        company: "Engines Ltd",
        notes: "Likes engines\n\nMet in May\n\nAlso called: Ada Lovelace\nOther number: +442079460019",
      },
    ]);
    expect(await contactOf(call)).toBe(kept);
    expect(await getContact(harness.as(mine), { id: kept })).toMatchObject({
      customer: { reference: expect.stringMatching(/^CUST-/) },
    });
    expect(await harness.rows("SELECT is_customer FROM contacts WHERE id = $1", [kept])).toEqual([
      { is_customer: true },
    ]);
  });

  test("but not two customers, nor one with itself, nor with another tenant's", async () => {
    const [first, second] = [await create(ada), await create({ name: "Bob" })];
    const foreign = await create(ada, theirs);
    for (const id of [first, second]) await makeCustomer(id);
    await expect(mergeContacts(harness.as(mine), { id: first, otherId: second })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    for (const otherId of [first, foreign, newId(), "x"]) {
      await expect(mergeContacts(harness.as(mine), { id: first, otherId })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    expect(await harness.contactsOf(mine)).toHaveLength(2);
    expect(await harness.contactsOf(theirs)).toHaveLength(1);
  });

  test("crosswise and concurrently without a deadlock", async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, (_, n) => create({ name: `Person ${n}` })));
    const pairs = ids.flatMap((id, n) => [
      { id, otherId: ids[(n + 1) % ids.length] },
      { id: ids[(n + 1) % ids.length], otherId: id },
    ]);
    const outcomes = await Promise.allSettled(pairs.map((pair) => mergeContacts(harness.as(mine), pair)));
    const merged = outcomes.filter(({ status }) => status === "fulfilled");
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await harness.contactsOf(mine)).toHaveLength(ids.length - merged.length);
  });

  test("with what was typed, of which nothing is lost", async () => {
    const id = await create({ name: "Ada", phone: "020 7946 0018" });
    await addToContact(harness.as(mine), { ...ada, otherId: id, notes: "Typed" });
    expect(await harness.contactsOf(mine)).toEqual([
      {
        id,
        name: "Ada",
        phone: "+442079460018",
        email: "ada@engine.example",
        company: null,
        notes: "Typed\n\nAlso called: Ada Lovelace",
      },
    ]);
    const foreign = await create(ada, theirs);
    await expect(addToContact(harness.as(mine), { ...ada, otherId: foreign })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await harness.contactsOf(mine)).toHaveLength(1);
  });
});

test("calls of a contact are listed newest first, page by page, and of another tenant's none", async () => {
  const id = await create(ada);
  const days = Array.from({ length: 23 }, (_, n) => `2026-09-${String(n + 1).padStart(2, "0")}T10:00:00Z`);
  const calls: string[] = [];
  for (const day of days) calls.unshift(await callOf(id, day));
  await callOf(null);
  const first = await listCallsOfContact(harness.as(mine), { contactId: id });
  expect(first.calls.map((call) => call.id)).toEqual(calls.slice(0, 20));
  const last = first.calls.at(-1);
  const cursor: Cursor = {
    order: "newest",
    direction: "after",
    key: [last?.startedAt ?? ""],
    id: last?.id ?? "",
  };
  expect(first.nextCursor).toBe(encodeCursor(cursor));
  const second = await listCallsOfContact(harness.as(mine), { contactId: id, cursor });
  expect(second).toMatchObject({ nextCursor: null, total: first.total });
  expect(second.calls.map((call) => call.id)).toEqual(calls.slice(20));
  expect(await listCallsOfContact(harness.as(theirs), { contactId: id })).toEqual({
    calls: [],
    previousCursor: null,
    nextCursor: null,
    total: { count: 0, isMore: false },
  });
});

test("another tenant's contact is not there for any verb, and the functions behind them keep to the tenant themselves", async () => {
  const id = await create(ada);
  const ctx = harness.as(theirs);
  for (const attempt of [
    () => getContact(ctx, { id }),
    () => updateContact(ctx, { ...ada, id }),
    () => deleteContacts(ctx, { ids: id }),
    () => addToContact(ctx, { ...ada, otherId: id }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await harness.db.tenant(theirs.userId, async (tx) => {
    expect((await tx.query("SELECT deleted FROM delete_contacts($1, $2)", [[id], newId()])).rows).toEqual([
      { deleted: 0 },
    ]);
    expect(
      (await tx.query("SELECT search_contacts($1::tsquery, 5) AS ids", [`'${mine.userId.slice(-8)}ada':*`])).rows,
    ).toEqual([{ ids: [] }]);
  });
  expect(await harness.contactsOf(mine)).toHaveLength(1);
});
