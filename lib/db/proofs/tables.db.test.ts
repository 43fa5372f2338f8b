import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant({ timezone: "Pacific/Auckland" });
});
afterAll(() => harness.dispose());

async function createContact(): Promise<string> {
  const [contact] = await harness.rows<{ id: string }>(
    "INSERT INTO contacts (user_id, name) VALUES ($1, 'Someone') RETURNING id",
    [tenant.userId],
  );
  return contact?.id ?? "";
}

async function convert(client: pg.Client | pg.Pool, conversionDate: string, contactId?: string): Promise<string> {
  const { rows } = await client.query<{ reference: string }>(
    `INSERT INTO customers (user_id, contact_id, name, customer_reference_number, conversion_date)
     VALUES ($1, $2, 'Someone', 'mine', $3) RETURNING customer_reference_number AS reference`,
    [tenant.userId, contactId ?? (await createContact()), conversionDate],
  );
  return rows[0]?.reference ?? "";
}

test("references count per year of conversion in the tenant's zone, and grow a digit after 9999", async () => {
  expect(await convert(harness.owner, "2024-06-01T00:00Z")).toBe("CUST-2024-0001");
  expect(await convert(harness.owner, "2024-12-31T12:00Z")).toBe("CUST-2025-0001");
  expect(await convert(harness.owner, "2024-06-02T00:00Z")).toBe("CUST-2024-0002");
  await harness.owner.query("UPDATE customer_reference_counters SET last_number = 9999 WHERE year = 2024");
  expect(await convert(harness.owner, "2024-06-02T00:00Z")).toBe("CUST-2024-10000");
});

test("conversions at once share no reference and leave none out", async () => {
  const pool = new pg.Pool({ connectionString: harness.connectionString, max: 8 });
  const contactIds: string[] = [];
  while (contactIds.length < 40) contactIds.push(await createContact());
  const references = await Promise.all(contactIds.map((contactId) => convert(pool, "2023-05-05T00:00Z", contactId)));
  await pool.end();
  const expected = Array.from({ length: 40 }, (_, index) => `CUST-2023-${String(index + 1).padStart(4, "0")}`);
  expect(references.sort()).toEqual(expected);
});

test("a contact is a customer exactly while a customer points at it", async () => {
  const [first, second] = [await createContact(), await createContact()];
  const marks = () =>
    harness.rows("SELECT is_customer AS marked FROM contacts WHERE id = ANY ($1) ORDER BY id = $2", [
      [first, second],
      second,
    ]);
  await harness.owner.query(
    "INSERT INTO customers (user_id, contact_id, name, customer_reference_number) VALUES ($1, $2, 'Someone', '')",
    [tenant.userId, first],
  );
  expect(await marks()).toEqual([{ marked: true }, { marked: false }]);
  await harness.owner.query("UPDATE customers SET contact_id = $2 WHERE contact_id = $1", [first, second]);
  expect(await marks()).toEqual([{ marked: false }, { marked: true }]);
  await harness.owner.query("DELETE FROM customers WHERE contact_id = $1", [second]);
  expect(await marks()).toEqual([{ marked: false }, { marked: false }]);
});

test.each([
  [
    "a second customer of one contact",
    "customers_one_per_contact",
    "INSERT INTO customers (user_id, contact_id, name, customer_reference_number) SELECT user_id, contact_id, name, '' FROM customers LIMIT 1",
  ],
  ["an unknown status of a customer", "customers_status_is_known", "UPDATE customers SET status = 'Gone'"],
  [
    "a completed follow-up without its moment",
    "follow_ups_completed_has_its_moment",
    "INSERT INTO follow_ups (user_id, lead_email, follow_up_date, is_completed, follow_up_status) SELECT id, 'a@b.example', now(), true, 'completed' FROM users LIMIT 1",
  ],
  [
    "a follow-up for nobody",
    "follow_ups_lead_can_be_identified",
    "INSERT INTO follow_ups (user_id, follow_up_date) SELECT id, now() FROM users LIMIT 1",
  ],
  [
    "a number that is active twice",
    "phone_numbers_one_active_number",
    "INSERT INTO phone_numbers (name, phone_number, elevenlabs_phone_number_id) VALUES ('a', '+442079460009', 'a'), ('b', '+442079460009', 'b')",
  ],
  [
    "a number that is not E.164",
    "phone_numbers_phone_number_is_e164",
    "INSERT INTO phone_numbers (name, phone_number, elevenlabs_phone_number_id) VALUES ('a', '020 7946', 'a')",
  ],
  [
    "a weekly target that begins in midweek",
    "agent_targets_date_begins_its_period",
    "INSERT INTO agent_targets (user_id, agent_id, target_type, target_date, target_calls) SELECT user_id, id, 'weekly', '2026-07-01', 1 FROM agents LIMIT 1",
  ],
  [
    "a failed sign-in without a reason",
    "login_attempts_failed_for_a_reason",
    "INSERT INTO login_attempts (email, success) VALUES ('a@b.example', false)",
  ],
  [
    "an hour that no day has",
    "agent_analytics_hour_is_of_a_day",
    "INSERT INTO agent_analytics (user_id, agent_id, date, hour) SELECT user_id, id, '2026-07-01', 24 FROM agents LIMIT 1",
  ],
  [
    "a payment that buys credits twice",
    "credit_transactions_one_purchase_per_payment",
    `INSERT INTO credit_transactions (user_id, type, amount, description, stripe_payment_id)
     SELECT id, 'purchase', 5, 'Bought', 'pi_1' FROM users, generate_series(1, 2)`,
  ],
  [
    "an adjustment by nobody",
    "credit_transactions_adjustment_names_its_admin",
    "INSERT INTO credit_transactions (user_id, type, amount, description) SELECT id, 'admin_adjustment', 5, 'Gift' FROM users",
  ],
  [
    "an auto-created contact without its source",
    "contacts_auto_created_by_webhook_alone",
    "INSERT INTO contacts (user_id, name, is_auto_created) SELECT id, 'Someone', true FROM users",
  ],
  [
    "a person's contact that claims to be auto-created",
    "contacts_auto_created_by_webhook_alone",
    "INSERT INTO contacts (user_id, name, auto_creation_source) SELECT id, 'Someone', 'webhook' FROM users",
  ],
  [
    "a person's contact that was made from a call",
    "contacts_made_from_a_call_are_auto_created",
    "INSERT INTO contacts (user_id, name, auto_created_from_call_id) SELECT id, 'Someone', uuid_v7() FROM users",
  ],
  [
    "a session that can be prolonged for a shorter time than it works",
    "user_sessions_refresh_outlasts_token",
    `INSERT INTO user_sessions (user_id, token_hash, expires_at, refresh_expires_at)
     SELECT id, 'hash', now() + interval '2 hours', now() + interval '1 hour' FROM users`,
  ],
  [
    "an event with a call and no tenant",
    "webhook_events_call_has_a_tenant",
    `INSERT INTO webhook_events (provider, body, body_bytes, body_sha256, signed_at, call_id)
     VALUES ('elevenlabs', '{}', 2, '1', now(), uuid_v7())`,
  ],
  [
    "an event of a tenant that does not exist",
    "webhook_events_user_id_fkey",
    `INSERT INTO webhook_events (provider, body, body_bytes, body_sha256, signed_at, user_id)
     VALUES ('elevenlabs', '{}', 2, '2', now(), uuid_v7())`,
  ],
  [
    "an event of a call that does not exist",
    "webhook_events_call_id_user_id_fkey",
    `INSERT INTO webhook_events (provider, body, body_bytes, body_sha256, signed_at, user_id, call_id)
     SELECT 'elevenlabs', '{}', 2, '3', now(), id, uuid_v7() FROM users LIMIT 1`,
  ],
])("the database refuses %s", async (_what, constraint, statement) => {
  await expect(harness.owner.query(statement)).rejects.toMatchObject({ constraint });
});

test("what a person enters is a contact with the source manual or none", async () => {
  const { rowCount } = await harness.owner.query(
    "INSERT INTO contacts (user_id, name, auto_creation_source) SELECT id, 'Someone', source FROM users, unnest(ARRAY['manual', NULL]) source",
  );
  expect(rowCount).toBe(2);
});

test("an event of the inbox outlives its call, and keeps its tenant", async () => {
  await harness.receive(conversationEvent({ agentId: tenant.providerAgentId }));
  await harness.process();
  const event = () => harness.rows("SELECT user_id, call_id IS NOT NULL AS has_call, status FROM webhook_events");
  expect(await event()).toEqual([{ user_id: tenant.userId, has_call: true, status: "processed" }]);
  await harness.owner.query("DELETE FROM calls");
  expect(await event()).toEqual([{ user_id: tenant.userId, has_call: false, status: "processed" }]);
});

test("the audit log is append-only, for the owner too", async () => {
  await harness.owner.query(
    "INSERT INTO admin_audit_log (admin_user_id, action, resource_type) VALUES ($1, 'user.deactivate', 'user')",
    [tenant.userId],
  );
  for (const statement of [
    "UPDATE admin_audit_log SET action = 'x'",
    "DELETE FROM admin_audit_log",
    "TRUNCATE admin_audit_log",
  ]) {
    await expect(harness.owner.query(statement)).rejects.toMatchObject({
      constraint: "admin_audit_log_is_append_only",
    });
  }
});
