import { afterAll, beforeAll, expect, test } from "vitest";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";

let harness: IngestHarness;
let mine: TestTenant;
let theirs: TestTenant;
let tenantTables: string[];
beforeAll(async () => {
  harness = await createIngestHarness();
  mine = await harness.createTenant();
  theirs = await harness.createTenant();
  for (const tenant of [mine, theirs]) {
    await harness.receive(conversationEvent({ agentId: tenant.providerAgentId, collected: { intent_score: 80 } }));
  }
  await harness.process();
  for (const tenant of [mine, theirs]) await addPeopleAndTargets(tenant);
  tenantTables = (
    await harness.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'user_id'
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
    )
  ).map(({ name }) => name);
});
afterAll(() => harness.dispose());

async function addPeopleAndTargets({ userId, agentId }: TestTenant): Promise<void> {
  const statements = [
    ["INSERT INTO follow_ups (user_id, lead_email, follow_up_date) VALUES ($1, 'lead@caller.example', '2026-07-01')"],
    [
      `INSERT INTO customers (user_id, contact_id, name, customer_reference_number)
       SELECT user_id, id, 'Customer', '' FROM contacts WHERE user_id = $1 LIMIT 1`,
    ],
    ["INSERT INTO dashboard_cache (user_id, cache_key, cache_data, expires_at) VALUES ($1, 'test', '1', now())"],
    [
      `INSERT INTO agent_targets (user_id, agent_id, target_date, target_type, target_calls)
       VALUES ($1, $2, '2026-07-01', 'daily', 5)`,
      agentId,
    ],
    [
      `INSERT INTO agent_performance_trends (user_id, agent_id, period_start, period_end, period_type, total_calls,
         leads_generated, qualified_leads, performance_rank) VALUES ($1, $2, '2026-07-01', '2026-07-01', 'daily', 1, 1, 1, 1)`,
      agentId,
    ],
    ["INSERT INTO user_daily_analytics (user_id, date) VALUES ($1, '2026-07-01')"],
    ["INSERT INTO call_analytics_cache (user_id, date_period, period_type) VALUES ($1, '2026-07-01', 'daily')"],
  ] as const;
  for (const [sql, ...params] of statements) await harness.owner.query(sql, [userId, ...params]);
}

const readable = () =>
  harness.rows<{ name: string }>(
    "SELECT name FROM unnest($1::text[]) name WHERE has_table_privilege('app_tenant', 'public.' || name, 'SELECT') ORDER BY 1",
    [tenantTables],
  );

test("every table with a tenant has row-level security, forced", async () => {
  const open = await harness.rows(
    "SELECT relname FROM pg_class WHERE relname = ANY ($1) AND NOT (relrowsecurity AND relforcerowsecurity)",
    [[...tenantTables, "users"]],
  );
  expect(open).toEqual([]);
  expect(tenantTables.length).toBeGreaterThan(9);
});

test("a query without any filter sees only the tenant's own rows, in every table that tenants read", async () => {
  for (const { name } of await readable()) {
    const { rows } = await harness.db.tenant(mine.userId, (tx) => tx.query(`SELECT DISTINCT user_id FROM ${name}`));
    expect({ name, rows }).toEqual({ name, rows: [{ user_id: mine.userId }] });
  }
  const { rows } = await harness.db.tenant(mine.userId, (tx) => tx.query("SELECT id FROM users"));
  expect(rows).toEqual([{ id: mine.userId }]);
});

test("through Prisma too, a query that forgets its tenant sees only the tenant's own rows", async () => {
  const calls = await harness.db.tenantPrisma(mine.userId, (prisma) =>
    prisma.call.findMany({ select: { userId: true } }),
  );
  expect(calls).toEqual([{ userId: mine.userId }]);
});

test("without a tenant nothing is seen", async () => {
  await harness.owner.query("BEGIN; SET LOCAL ROLE app_tenant");
  for (const { name } of await readable()) {
    expect((await harness.owner.query(`SELECT FROM ${name}`)).rowCount).toBe(0);
  }
  await harness.owner.query("ROLLBACK");
});

test("a tenant cannot write another's rows, nor give its own away", async () => {
  const own = await harness.db.tenant(mine.userId, (tx) =>
    tx.query("UPDATE lead_analytics SET is_read = true WHERE user_id <> $1", [mine.userId]),
  );
  expect(own.rowCount).toBe(0);
  await expect(
    harness.db.tenant(mine.userId, (tx) => tx.query("UPDATE calls SET user_id = $1", [theirs.userId])),
  ).rejects.toMatchObject({ code: "42501" });
});

test("secrets, the raw inbox and sessions are out of a tenant's reach", async () => {
  for (const statement of [
    "SELECT password_hash FROM users",
    "SELECT * FROM user_sessions",
    "SELECT * FROM webhook_events",
    "SELECT * FROM system_config",
    "INSERT INTO credit_transactions (user_id, type, amount, description) VALUES (app_user_id(), 'purchase', 100, 'Free')",
    "UPDATE users SET role = 'admin'",
    "SELECT setting_integer('credits_per_minute')",
    "SELECT wake_ingestion()",
    "SELECT * FROM login_attempts",
    "SELECT * FROM password_reset_attempts",
    "SELECT * FROM admin_audit_log",
    "SELECT created_by_admin_id FROM phone_numbers",
    "UPDATE phone_numbers SET name = 'x'",
    "UPDATE contacts SET is_customer = true",
    "UPDATE customers SET customer_reference_number = 'CUST-2026-9999'",
    "UPDATE agent_targets SET actual_calls = 100",
    "INSERT INTO agent_analytics (agent_id, user_id, date) VALUES (app_user_id(), app_user_id(), now())",
  ]) {
    await expect(
      harness.db.tenant(mine.userId, (tx) => tx.query(statement)),
      statement,
    ).rejects.toMatchObject({ code: "42501" });
  }
});

test("a function that a later migration makes is nobody's until it is granted", async () => {
  await harness.owner.query("BEGIN");
  await harness.owner.query(
    "CREATE FUNCTION made_later() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'SELECT 1'",
  );
  const { rows } = await harness.owner.query(
    `SELECT role FROM unnest(ARRAY['app_tenant', 'app_ingest', 'app_auth']) role
     WHERE has_function_privilege(role, 'made_later()', 'EXECUTE')`,
  );
  await harness.owner.query("ROLLBACK");
  expect(rows).toEqual([]);
});

test("a tenant is named by a UUID and nothing else", async () => {
  for (const name of ["", "x' OR true --", `${mine.userId}'; --`, mine.userId.toUpperCase()]) {
    await expect(harness.db.tenant(name, (tx) => tx.query("SELECT 1"))).rejects.toThrow(TypeError);
  }
});

test("a tenant sees the numbers that are assigned to it and no others", async () => {
  await harness.owner.query(
    `INSERT INTO phone_numbers (name, phone_number, elevenlabs_phone_number_id, assigned_to_user_id) VALUES
     ('Mine', '+442079460001', 'phnum_1', $1), ('Theirs', '+442079460002', 'phnum_2', $2), ('Spare', '+442079460003', 'phnum_3', NULL)`,
    [mine.userId, theirs.userId],
  );
  const { rows } = await harness.db.tenant(mine.userId, (tx) => tx.query("SELECT name FROM phone_numbers"));
  expect(rows).toEqual([{ name: "Mine" }]);
});

test("connections of one pool never carry a tenant over, also after errors", async () => {
  await Promise.all(
    Array.from({ length: 400 }, async (_, index) => {
      const tenant = index % 2 === 0 ? mine : theirs;
      if (index % 7 === 0) {
        await expect(harness.db.tenant(tenant.userId, (tx) => tx.query("SELECT 1 / 0"))).rejects.toThrow();
        return;
      }
      const { rows } = await harness.db.tenant(tenant.userId, (tx) => tx.query("SELECT DISTINCT user_id FROM calls"));
      expect(rows).toEqual([{ user_id: tenant.userId }]);
    }),
  );
});

test("no child can point at another tenant's parent, even as the owner", async () => {
  const [{ id: spareContactId } = { id: "" }] = await harness.rows<{ id: string }>(
    "INSERT INTO contacts (user_id, name) VALUES ($1, 'Not a customer') RETURNING id",
    [theirs.userId],
  );
  const crossed = [
    ["UPDATE calls SET agent_id = $2 WHERE user_id = $1", theirs.agentId],
    [
      "UPDATE calls SET contact_id = (SELECT id FROM contacts WHERE user_id = $2 LIMIT 1) WHERE user_id = $1",
      theirs.userId,
    ],
    ["UPDATE transcripts SET call_id = (SELECT id FROM calls WHERE user_id = $2) WHERE user_id = $1", theirs.userId],
    [
      "UPDATE contacts SET auto_created_from_call_id = (SELECT id FROM calls WHERE user_id = $2) WHERE user_id = $1",
      theirs.userId,
    ],
    [
      `INSERT INTO credit_transactions (user_id, type, amount, description, call_id)
       SELECT $1, 'refund', 1, 'x', id FROM calls WHERE user_id = $2`,
      theirs.userId,
    ],
    [`INSERT INTO agent_analytics (agent_id, user_id, date) VALUES ($2, $1, '2026-01-01')`, theirs.agentId],
    ["UPDATE agent_targets SET agent_id = $2 WHERE user_id = $1", theirs.agentId],
    ["UPDATE agent_performance_trends SET agent_id = $2 WHERE user_id = $1", theirs.agentId],
    ["UPDATE customers SET contact_id = $2 WHERE user_id = $1", spareContactId],
  ] as const;
  await harness.owner.query("DELETE FROM transcripts WHERE user_id = $1", [theirs.userId]);
  for (const [statement, target] of crossed) {
    await expect(harness.owner.query(statement, [mine.userId, target]), statement).rejects.toMatchObject({
      code: "23503",
    });
  }
});
