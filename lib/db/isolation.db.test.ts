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
  tenantTables = (
    await harness.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'user_id'
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
    )
  ).map(({ name }) => name);
});
afterAll(() => harness.dispose());

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
  const crossed = [
    ["UPDATE calls SET agent_id = $2 WHERE user_id = $1", theirs.agentId],
    ["UPDATE calls SET contact_id = (SELECT id FROM contacts WHERE user_id = $2) WHERE user_id = $1", theirs.userId],
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
  ] as const;
  await harness.owner.query("DELETE FROM transcripts WHERE user_id = $1", [theirs.userId]);
  for (const [statement, target] of crossed) {
    await expect(harness.owner.query(statement, [mine.userId, target]), statement).rejects.toMatchObject({
      code: "23503",
    });
  }
});
