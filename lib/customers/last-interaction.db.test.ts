import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { completeFollowUp } from "@/lib/follow-ups/complete-follow-up";
import { reopenFollowUp } from "@/lib/follow-ups/reopen-follow-up";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { type CallOptions, insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";

let harness: IngestHarness;
let tenant: TestTenant;
let customerId: string;
let numbers = 10_000;
let phoneNumber: string;

beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  numbers += 1;
  phoneNumber = `+4420795${numbers}`;
  const [contact] = await harness.rows<{ id: string }>(
    "INSERT INTO contacts (user_id, phone_number) VALUES ($1, $2) RETURNING id",
    [tenant.userId, phoneNumber],
  );
  const [customer] = await harness.rows<{ id: string }>(
    `INSERT INTO customers (user_id, contact_id, customer_reference_number, name, person_key, last_interaction_date)
     VALUES ($1, $2, '', 'Customer', $3, '2026-10-01T10:00Z') RETURNING id`,
    [tenant.userId, contact?.id, phoneNumber],
  );
  customerId = customer?.id ?? "";
});

const call = (startedAt: string, options: CallOptions = {}) =>
  insertCall(harness.owner, tenant, { phoneNumber, startedAt, ...options });
const last = async () => {
  const [row] = await harness.rows<{ at: Date | null }>(
    "SELECT last_interaction_date AS at FROM customers WHERE id = $1",
    [customerId],
  );
  return row?.at?.toISOString() ?? null;
};
const october = (day: number) => `2026-10-0${day}T10:00:00.000Z`;

test("a customer's newest counted call is its last interaction, in whatever order calls come", async () => {
  await call(october(5));
  expect(await last()).toBe(october(5));
  await call(october(3));
  await call(october(8), { status: "cancelled" });
  await call(october(8), { status: "in_progress", phoneNumber: "+442079460099" });
  expect(await last()).toBe(october(5));
  const late = await call(october(9), { status: "in_progress" });
  expect(await last()).toBe(october(5));
  await harness.rows("UPDATE calls SET status = 'failed' WHERE id = $1", [late]);
  expect(await last()).toBe(october(9));
});

test("a call that turns out earlier, cancelled, another's or gone takes the moment back to the one before", async () => {
  await call(october(4));
  for (const change of [
    "UPDATE calls SET started_at = '2026-10-02T10:00Z' WHERE id = $1",
    "UPDATE calls SET status = 'cancelled' WHERE id = $1",
    "UPDATE calls SET phone_number = '+442079460099' WHERE id = $1",
    "DELETE FROM calls WHERE id = $1",
  ]) {
    const newest = await call(october(6));
    expect(await last()).toBe(october(6));
    await harness.rows(change, [newest]);
    expect(await last()).toBe(october(4));
  }
});

test("a call of the customer's contact counts from whatever number it came", async () => {
  const id = await call(october(7), { phoneNumber: "+442079460098" });
  expect(await last()).toBe(october(1));
  await harness.rows("UPDATE calls SET contact_id = (SELECT contact_id FROM customers WHERE id = $2) WHERE id = $1", [
    id,
    customerId,
  ]);
  expect(await last()).toBe(october(7));
});

test("a follow-up that is done moves it, and one that is opened again takes that back", async () => {
  await call(october(4));
  const ctx = tenantContext(harness.db, tenant.userId, { now: "2026-10-20T09:00:00.000Z" });
  const [followUp] = await harness.rows<{ id: string }>(
    "INSERT INTO follow_ups (user_id, lead_phone, follow_up_date) VALUES ($1, $2, '2026-10-20') RETURNING id",
    [tenant.userId, phoneNumber],
  );
  expect(await last()).toBe(october(4));
  await completeFollowUp(ctx, { ids: followUp?.id });
  const [{ at } = { at: null }] = await harness.rows<{ at: Date | null }>(
    "SELECT completed_at AS at FROM follow_ups WHERE id = $1",
    [followUp?.id],
  );
  expect(await last()).toBe(at?.toISOString());
  await reopenFollowUp(ctx, { ids: followUp?.id });
  expect(await last()).toBe(october(4));
});

test("a note about the customer or one of its calls is an interaction, another change of it is none", async () => {
  const before = Date.now() - 1000;
  await harness.rows("UPDATE customers SET assigned_sales_rep = 'Mara' WHERE id = $1", [customerId]);
  expect(await last()).toBe(october(1));
  await harness.rows("UPDATE customers SET notes = 'Wants the annual plan' WHERE id = $1", [customerId]);
  expect(Date.parse((await last()) ?? "")).toBeGreaterThan(before);
  await harness.rows("UPDATE customers SET last_interaction_date = $2 WHERE id = $1", [customerId, october(1)]);
  const id = await call(october(4));
  await harness.rows("UPDATE calls SET notes = 'Asked for Tom' WHERE id = $1", [id]);
  expect(Date.parse((await last()) ?? "")).toBeGreaterThan(before);
});

test("a moment that somebody gave is kept while nothing newer comes, and a new customer without one has its newest call's", async () => {
  await harness.rows("UPDATE customers SET last_interaction_date = $2 WHERE id = $1", [customerId, october(9)]);
  await call(october(5));
  expect(await last()).toBe(october(9));
  await call(october(6), { phoneNumber: "+442079460097" });
  const [made] = await harness.rows<{ at: Date }>(
    `WITH contact AS (INSERT INTO contacts (user_id, name) VALUES ($1, 'Caller') RETURNING id)
     INSERT INTO customers (user_id, contact_id, customer_reference_number, name, person_key)
     SELECT $1, id, '', 'New', $2 FROM contact RETURNING last_interaction_date AS at`,
    [tenant.userId, "+442079460097"],
  );
  expect(made).toEqual({ at: new Date(october(6)) });
});

test("another tenant's calls with the same number move nothing", async () => {
  const other = await harness.createTenant();
  await insertCall(harness.owner, other, { phoneNumber, startedAt: october(9) });
  expect(await last()).toBe(october(1));
});
