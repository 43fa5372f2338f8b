import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { ledgerFaults } from "@/test/recompute";

let harness: IngestHarness;
let userId: string;
beforeAll(async () => {
  harness = await createIngestHarness();
  ({ userId } = await harness.createTenant());
});
afterAll(() => harness.dispose());

const enter = (client: Pick<pg.Client, "query">, amount: number, user = userId) =>
  client.query(
    "INSERT INTO credit_transactions (user_id, type, amount, description, created_by) VALUES ($1, 'admin_adjustment', $2, 'Test', $1)",
    [user, amount],
  );
const credits = async (user = userId) =>
  (await harness.rows("SELECT credits FROM users WHERE id = $1", [user]))[0]?.credits;

test("a new user's free credits are the ledger's first entry, whatever the insert claimed", async () => {
  const [user] = await harness.rows(
    "INSERT INTO users (email, name, credits) VALUES ('rich@tenant.example', 'Rich', 999999) RETURNING id",
  );
  expect(await credits(user?.id)).toBe(15);
  const entries = await harness.rows(
    "SELECT entry_number, type, amount, balance_after FROM credit_transactions WHERE user_id = $1",
    [user?.id],
  );
  expect(entries).toEqual([{ entry_number: 1, type: "bonus", amount: 15, balance_after: 15 }]);
});

test("a writer's own balance and order are overruled by the database", async () => {
  const before = await credits();
  const [entry] = await harness.rows(
    `INSERT INTO credit_transactions (user_id, type, amount, description, balance_after, entry_number)
     VALUES ($1, 'purchase', 10, 'Forged', 1000000, 77) RETURNING balance_after`,
    [userId],
  );
  expect(entry?.balance_after).toBe(before + 10);
  expect(await ledgerFaults(harness.owner)).toEqual([]);
});

test("entries of one statement are chained to each other", async () => {
  await harness.owner.query(
    `INSERT INTO credit_transactions (user_id, type, amount, description, created_by)
     SELECT $1, 'admin_adjustment', n, 'Many', $1 FROM generate_series(1, 300) n`,
    [userId],
  );
  expect(await ledgerFaults(harness.owner)).toEqual([]);
});

test("eight connections entering at once lose and repeat nothing", async () => {
  const before = await credits();
  const clients = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const client = new pg.Client({ connectionString: harness.connectionString });
      await client.connect();
      return client;
    }),
  );
  await Promise.all(
    clients.map(async (client) => {
      for (let count = 0; count < 100; count += 1) await enter(client, count % 2 === 0 ? -1 : 2);
    }),
  );
  await Promise.all(clients.map((client) => client.end()));
  expect(await credits()).toBe(before + 8 * 50);
  expect(await ledgerFaults(harness.owner)).toEqual([]);
});

test("no role, not even the owner, changes or removes an entry", async () => {
  for (const statement of [
    "UPDATE credit_transactions SET amount = amount + 1",
    "UPDATE credit_transactions SET call_id = NULL, amount = 5",
    "DELETE FROM credit_transactions",
    "TRUNCATE credit_transactions",
  ]) {
    await expect(harness.owner.query(statement)).rejects.toMatchObject({
      constraint: "credit_transactions_are_append_only",
    });
  }
});

test("credits move only with the ledger", async () => {
  await expect(
    harness.owner.query("UPDATE users SET credits = credits + 100 WHERE id = $1", [userId]),
  ).rejects.toMatchObject({
    constraint: "users_credits_equal_ledger",
  });
});

test.each(["app_tenant", "app_ingest", "app_auth", "app_job", "app_admin"])(
  "%s can neither edit the ledger nor credits",
  async (role) => {
    for (const statement of [
      "UPDATE credit_transactions SET amount = 1000000",
      "DELETE FROM credit_transactions",
      "UPDATE users SET credits = 1000000",
    ]) {
      await harness.owner.query(`BEGIN; SET LOCAL ROLE ${role}; SELECT set_config('app.user_id', '${userId}', true)`);
      await expect(harness.owner.query(statement), statement).rejects.toMatchObject({ code: "42501" });
      await harness.owner.query("ROLLBACK");
    }
  },
);

test.each([
  ["usage", 5],
  ["purchase", -5],
  ["bonus", -1],
  ["refund", 0],
  ["gift", 5],
])("an entry of type %s and amount %d is refused", async (type, amount) => {
  await expect(
    harness.owner.query(
      "INSERT INTO credit_transactions (user_id, type, amount, description) VALUES ($1, $2, $3, 'x')",
      [userId, type, amount],
    ),
  ).rejects.toMatchObject({ code: "23514" });
});

test("a rolled-back entry leaves no gap and no credits", async () => {
  const before = await credits();
  await harness.owner.query("BEGIN");
  await enter(harness.owner, 50);
  await harness.owner.query("ROLLBACK");
  await enter(harness.owner, 1);
  expect(await credits()).toBe(before + 1);
  expect(await ledgerFaults(harness.owner)).toEqual([]);
});

test("an entry outlives its deleted call, with the conversation's name", async () => {
  const tenant = await harness.createTenant();
  const [call] = await harness.rows(
    `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at)
     VALUES ($1, $2, 'conv_gone', 'inbound', 'completed', now()) RETURNING id`,
    [tenant.agentId, tenant.userId],
  );
  await harness.owner.query(
    `INSERT INTO credit_transactions (user_id, type, amount, description, call_id, conversation_id, quantity_minutes, unit_credits)
     VALUES ($1, 'usage', -2, 'Call', $2, 'conv_gone', 2, 1)`,
    [tenant.userId, call?.id],
  );
  await harness.owner.query("DELETE FROM calls WHERE id = $1", [call?.id]);
  expect(
    await harness.rows("SELECT call_id, amount FROM credit_transactions WHERE conversation_id = 'conv_gone'"),
  ).toEqual([{ call_id: null, amount: -2 }]);
  // The link comes back with the conversation's own call, and with no other.
  const [another, again] = await harness.rows(
    `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at)
     SELECT $1, $2, name, 'inbound', 'completed', now() FROM unnest(ARRAY['conv_another', 'conv_gone']) AS name RETURNING id`,
    [tenant.agentId, tenant.userId],
  );
  const relink = (callId: string) =>
    harness.owner.query("UPDATE credit_transactions SET call_id = $1 WHERE conversation_id = 'conv_gone'", [callId]);
  await expect(relink(another?.id)).rejects.toMatchObject({ constraint: "credit_transactions_are_append_only" });
  await relink(again?.id);
  await expect(relink(another?.id)).rejects.toMatchObject({ constraint: "credit_transactions_are_append_only" });
});
