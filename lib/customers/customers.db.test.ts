import { afterAll, beforeAll, expect, test } from "vitest";
import { listLeads } from "@/lib/leads/list-leads";
import { decodeCursor } from "@/lib/lists/cursor";
import { addTotals } from "@/lib/lists/list-total";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";
import { changeCustomerStatus } from "./change-customer-status";
import { convertToCustomer } from "./convert-to-customer";
import { getCustomer } from "./get-customer";
import { customerOrder, listCustomers } from "./list-customers";
import { updateCustomer } from "./update-customer";

let harness: IngestHarness;
let tenant: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  other = await harness.createTenant();
});
afterAll(() => harness.dispose());

const ctx = (userId = tenant.userId) => tenantContext(harness.db, userId);
let numbers = 10_000;

type Caller = { name?: string; email?: string; byEmail?: string; outbound?: boolean };

/** Somebody who has called twice; the id of the lead, the first call and the number. */
async function createLead({ name, email, byEmail, outbound }: Caller = {}) {
  numbers += 1;
  const phoneNumber = byEmail ? null : `+4420794${numbers}`;
  const calls: string[] = [];
  for (const startedAt of ["2026-10-01T10:00:00Z", "2026-10-03T10:00:00Z"]) {
    const call = await insertCall(harness.owner, tenant, {
      ...{ phoneNumber, startedAt, outcome: "completed", lead: { score: 80 } },
      direction: outbound ? "outbound" : "inbound",
    });
    if (byEmail) await harness.owner.query("UPDATE calls SET caller_email = $2 WHERE id = $1", [call, byEmail]);
    await harness.owner.query(
      "UPDATE lead_analytics SET extracted_name = $2, extracted_email = $3 WHERE call_id = $1",
      [call, name ?? null, email ?? null],
    );
    calls.push(call);
  }
  const [lead] = await harness.rows<{ id: string }>("SELECT id FROM leads WHERE first_call_id = $1", [calls[0]]);
  return { leadId: lead?.id ?? "", phoneNumber, firstCall: calls[0] ?? "", latestCall: calls[1] ?? "" };
}

const count = async (table: string) =>
  (
    await harness.rows<{ n: number }>(`SELECT count(*)::integer AS n FROM ${table} WHERE user_id = $1`, [tenant.userId])
  )[0]?.n;

test("a lead becomes a customer with a reference, a contact, where it came from and its first call", async () => {
  const { leadId, phoneNumber, firstCall, latestCall } = await createLead({ name: "Mara Lindqvist", outbound: true });
  const made = await convertToCustomer(ctx(), { leadId, company: "Haulwell", salesRep: "Rita" });
  expect(made).toMatchObject({ isNew: true, reference: expect.stringMatching(/^CUST-2026-\d{4}$/) });
  const customer = await getCustomer(ctx(), { id: made.id });
  expect(customer).toMatchObject({
    ...{
      name: "Mara Lindqvist",
      company: "Haulwell",
      salesRep: "Rita",
      status: "Active",
      leadSource: "Phone, outbound",
    },
    ...{
      leadId,
      phone: { e164: phoneNumber },
      firstCall: { id: firstCall, score: 80 },
      latestCall: { id: latestCall },
    },
    convertedAt: "2026-10-31T12:00:00.000000Z",
    events: [{ kind: "converted", to: "Active", by: "Test tenant" }],
  });
  expect(
    await harness.rows("SELECT name, phone_number, is_customer FROM contacts WHERE id = $1", [customer.contactId]),
  ).toEqual([{ name: "Mara Lindqvist", phone_number: phoneNumber, is_customer: true }]);
  const { leads } = await listLeads(ctx(), { filters: { customer: "yes", q: "mara" } });
  expect(leads.map(({ customer: known }) => known?.reference)).toEqual([made.reference]);
});

test("the contact with the lead's number, else with its address, is the customer's", async () => {
  const byNumber = await createLead({ name: "Ann" });
  const byAddress = await createLead({ byEmail: "ann@known.example" });
  await harness.rows(
    "INSERT INTO contacts (user_id, name, phone_number, company) VALUES ($1, 'Ann Known', $2, 'Acme')",
    [tenant.userId, byNumber.phoneNumber],
  );
  await harness.rows("INSERT INTO contacts (user_id, name, email) VALUES ($1, 'Ann by mail', 'ann@known.example')", [
    tenant.userId,
  ]);
  const contacts = await count("contacts");
  const first = await convertToCustomer(ctx(), { leadId: byNumber.leadId });
  const second = await convertToCustomer(ctx(), { leadId: byAddress.leadId });
  expect(await count("contacts")).toBe(contacts);
  expect(await getCustomer(ctx(), { id: first.id })).toMatchObject({ name: "Ann", company: "Acme" });
  expect(await getCustomer(ctx(), { id: second.id })).toMatchObject({
    name: "Ann by mail",
    email: "ann@known.example",
  });
});

test("of two concurrent conversions one succeeds, and both return the same customer", async () => {
  for (const caller of [{ name: "Ina" }, { byEmail: "two@once.example" }]) {
    const { leadId } = await createLead(caller);
    const before = [await count("customers"), await count("contacts")];
    const conversions = await Promise.all([1, 2, 3, 4].map(() => convertToCustomer(ctx(), { leadId })));
    expect(new Set(conversions.map(({ id }) => id)).size).toBe(1);
    expect(conversions.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect([await count("customers"), await count("contacts")]).toEqual(before.map((n = 0) => n + 1));
  }
});

test("somebody known by number and by address is one customer, when the contact is one", async () => {
  const phone = await createLead({ name: "Pia" });
  const mail = await createLead({ byEmail: "pia@both.example" });
  await harness.rows(
    "INSERT INTO contacts (user_id, name, phone_number, email) VALUES ($1, 'Pia', $2, 'pia@both.example')",
    [tenant.userId, phone.phoneNumber],
  );
  const first = await convertToCustomer(ctx(), { leadId: phone.leadId });
  expect(await convertToCustomer(ctx(), { leadId: mail.leadId })).toMatchObject({ id: first.id, isNew: false });
});

test("a lead of whom nothing is known but the call becomes a customer, too", async () => {
  const call = await insertCall(harness.owner, tenant, { phoneNumber: null, lead: { score: 80 } });
  const [lead] = await harness.rows<{ id: string }>("SELECT id FROM leads WHERE person_key = $1", [call]);
  const { id } = await convertToCustomer(ctx(), { leadId: lead?.id });
  expect(await getCustomer(ctx(), { id })).toMatchObject({ name: "Unknown caller", firstCall: { id: call } });
});

test("a lead of whom only a very long address is known becomes a customer of its beginning", async () => {
  const byEmail = `${"a".repeat(64)}@${`${"b".repeat(60)}.`.repeat(4)}example`;
  const { leadId } = await createLead({ byEmail });
  const { id } = await convertToCustomer(ctx(), { leadId });
  expect(await getCustomer(ctx(), { id })).toMatchObject({ name: byEmail.slice(0, 255), email: byEmail });
});

test("every change stays in the history, in order, and cannot be removed", async () => {
  const { leadId } = await createLead({ name: "Ole" });
  const { id } = await convertToCustomer(ctx(), { leadId });
  await changeCustomerStatus(ctx(), { id, status: "On Hold" });
  await changeCustomerStatus(ctx(), { id, status: "On Hold" });
  await changeCustomerStatus(ctx(), { id, status: "Churned" });
  await updateCustomer(ctx(), {
    id,
    name: "Ole Holm",
    phone: "+44 20 7946 0999",
    salesRep: "Rita",
    notes: "Met at the fair",
  });
  const { events, status, phone } = await getCustomer(ctx(), { id });
  expect({ status, phone: phone?.e164 }).toEqual({ status: "Churned", phone: "+442079460999" });
  expect(events.map(({ kind, from, to }) => ({ kind, from, to })).slice(-3)).toEqual([
    { kind: "status_changed", from: "On Hold", to: "Churned" },
    { kind: "status_changed", from: "Active", to: "On Hold" },
    { kind: "converted", from: null, to: "Active" },
  ]);
  expect(
    events
      .map(({ kind }) => kind)
      .slice(0, 3)
      .sort(),
  ).toEqual(["details_changed", "note_changed", "sales_rep_changed"]);
  for (const change of ["UPDATE customer_events SET kind = 'converted'", "DELETE FROM customer_events"])
    await expect(harness.rows(`${change} WHERE customer_id = $1`, [id])).rejects.toMatchObject({
      constraint: "customer_events_are_append_only",
    });
  await harness.rows("DELETE FROM customers WHERE id = $1", [id]);
  expect(await harness.rows("SELECT FROM customer_events WHERE customer_id = $1", [id])).toEqual([]);
});

test("a customer who has left can only be won back", async () => {
  const { leadId } = await createLead();
  const { id } = await convertToCustomer(ctx(), { leadId });
  await changeCustomerStatus(ctx(), { id, status: "Churned" });
  for (const status of ["Inactive", "On Hold"])
    await expect(changeCustomerStatus(ctx(), { id, status })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await changeCustomerStatus(ctx(), { id, status: "Active" })).toEqual({ from: "Churned" });
});

test("the list pages through everybody once, counts each status, and finds by what names a customer", async () => {
  const all = (await listCustomers(ctx(), { filters: {} })).customers;
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const at: string | null = cursor;
    const page = await listCustomers(ctx(), {
      filters: {},
      limit: 2,
      cursor: at ? decodeCursor(at, customerOrder) : null,
    });
    seen.push(...page.customers.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(all.map(({ id }) => id));
  const { counts } = await listCustomers(ctx(), { filters: {} });
  expect(addTotals(Object.values(counts))).toEqual({ count: all.length, isMore: false });
  const namesOf = async (q: string) =>
    (await listCustomers(ctx(), { filters: { q } })).customers.map(({ name }) => name);
  const [mara] = all.filter(({ name }) => name === "Mara Lindqvist");
  for (const q of [
    "mara",
    "LIND",
    "haul",
    mara?.reference ?? "",
    mara?.phone?.text ?? "",
    mara?.phone?.text.replace("+44 ", "+44 (0)") ?? "",
  ])
    expect(await namesOf(q), q).toEqual(["Mara Lindqvist"]);
  expect(await namesOf("ann@known")).toEqual(["Ann by mail"]);
  expect((await listCustomers(ctx(), { filters: { status: "Churned" } })).customers).toEqual([]);
});

test("another tenant sees none of it and changes none of it, and nobody without the permission asks at all", async () => {
  const { leadId } = await createLead();
  const { id } = await convertToCustomer(ctx(), { leadId });
  const theirs = ctx(other.userId);
  expect((await listCustomers(theirs, { filters: {} })).customers).toEqual([]);
  for (const each of [id, "nonsense"])
    for (const ask of [
      () => getCustomer(theirs, { id: each }),
      () => changeCustomerStatus(theirs, { id: each, status: "Churned" }),
      () => updateCustomer(theirs, { id: each, name: "Stolen" }),
    ])
      await expect(ask()).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const each of [leadId, "nonsense"])
    await expect(convertToCustomer(theirs, { leadId: each })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const job = { ...theirs, actor: { kind: "job" as const, name: "test" } };
  for (const ask of [
    () => listCustomers(job, { filters: {} }),
    () => getCustomer(job, { id }),
    () => convertToCustomer(job, { leadId }),
    () => changeCustomerStatus(job, { id, status: "Churned" }),
    () => updateCustomer(job, { id, name: "x" }),
  ])
    await expect(ask()).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await getCustomer(ctx(), { id })).status).toBe("Active");
});

test("invalid values are refused beside their field", async () => {
  const { leadId } = await createLead();
  const { id } = await convertToCustomer(ctx(), { leadId });
  for (const [ask, field] of [
    [() => updateCustomer(ctx(), { id, name: " " }), "name"],
    [() => updateCustomer(ctx(), { id, name: "x", phone: "12" }), "phone"],
    [() => updateCustomer(ctx(), { id, name: "x", email: "nobody" }), "email"],
    [() => updateCustomer(ctx(), { id, name: "x", notes: "x".repeat(10_001) }), "notes"],
    [() => changeCustomerStatus(ctx(), { id, status: "Gone" }), "status"],
    [() => convertToCustomer(ctx(), { leadId, email: "nobody" }), "email"],
  ] as const)
    await expect(ask()).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { [field]: expect.any(String) } });
});
