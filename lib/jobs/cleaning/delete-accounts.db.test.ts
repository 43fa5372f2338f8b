import { runMigrations } from "graphile-worker";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelAccountDeletion } from "@/lib/account/cancel-account-deletion";
import { requestAccountDeletion } from "@/lib/account/request-account-deletion";
import { newId } from "@/lib/platform/ids";
import { objectsOfKey } from "@/lib/storage/objects-of-key";
import type { Storage } from "@/lib/storage/storage";
import { sample } from "@/test/booked-call";
import { cheapPasswordHash } from "@/test/cheap-password-hash";
import { conversationEvent } from "@/test/conversation";
import { fillTenant } from "@/test/fill-tenant";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { tenantContext } from "@/test/tenant-context";
import { listTenantTables, type TenantTable } from "@/test/tenant-tables";
import { deleteAccounts } from "./delete-accounts";

let harness: IngestHarness;
let tables: TenantTable[];
beforeAll(async () => {
  harness = await createIngestHarness();
  await runMigrations({ connectionString: harness.connectionString });
  tables = await listTenantTables(harness.owner);
});
afterAll(() => harness.dispose());

/** What accounting and the log of administrators keep. */
const kept = ["admin_audit_log", "credit_transactions", "users"];

const audioEvent = (tenant: TestTenant, conversationId: string) => ({
  ...sample("audio"),
  data: { ...sample("audio").data, agent_id: tenant.providerAgentId, conversation_id: conversationId },
});

/** A tenant with rows in every table, recordings, an event that waits and one that came before its agent was linked. */
async function createFullTenant(): Promise<TestTenant> {
  const tenant = await harness.createTenant({ timezone: "Pacific/Auckland" });
  for (const intent_score of [20, 55, 90]) {
    const conversationId = `conv_${newId()}`;
    await harness.receive(
      conversationEvent({ agentId: tenant.providerAgentId, conversationId, collected: { intent_score } }),
    );
    await harness.receive(audioEvent(tenant, conversationId));
  }
  await harness.receive(audioEvent(tenant, `conv_${newId()}`));
  await harness.process();
  await fillTenant(harness, tenant);
  await harness.index();
  await harness.receive(conversationEvent({ agentId: `late_${tenant.providerAgentId}` }));
  await harness.process();
  await harness.addAgent(tenant.userId, `late_${tenant.providerAgentId}`);
  await harness.rows(`INSERT INTO login_attempts (email, success) SELECT email, true FROM users WHERE id = $1`, [
    tenant.userId,
  ]);
  await harness.rows(
    `INSERT INTO password_reset_attempts (email, success) SELECT email, true FROM users WHERE id = $1`,
    [tenant.userId],
  );
  await harness.rows("SELECT refresh_stale_trends($1)", [tenant.userId]);
  // What processing the last event has dropped and refreshing has settled.
  await harness.rows("INSERT INTO stale_trends (tenant_id, day) VALUES ($1, '2026-07-01')", [tenant.userId]);
  await harness.rows(
    `INSERT INTO dashboard_cache (user_id, cache_key, cache_data, expires_at) VALUES ($1, 'x', '1', now() + interval '1 hour')`,
    [tenant.userId],
  );
  return tenant;
}

/** Some calls of the tenant wait for their words, and one has failed before. */
async function letCallsWait(userId: string): Promise<void> {
  await harness.rows("UPDATE calls SET caller_name = 'Mara Lindqvist' WHERE user_id = $1", [userId]);
  await harness.rows("SELECT rebuild_call_searches($1)", [userId]);
  await harness.rows(
    "INSERT INTO call_search_failures (call_id, user_id, reason) SELECT id, user_id, 'Broken' FROM calls WHERE user_id = $1 LIMIT 1",
    [userId],
  );
}

const rowsOf = async ({ name, tenantColumn }: TenantTable, userId: string) =>
  (
    await harness.rows<{ row: object }>(
      `SELECT to_jsonb(t) AS row FROM ${name} t WHERE ${tenantColumn} = $1 ORDER BY to_jsonb(t)::text`,
      [userId],
    )
  ).map(({ row }) => row);
async function stateOf(userId: string): Promise<Record<string, object[]>> {
  const state: Record<string, object[]> = {};
  for (const table of tables) state[table.name] = await rowsOf(table, userId);
  return state;
}
const countsOf = async (userId: string) =>
  Object.fromEntries(
    Object.entries(await stateOf(userId))
      .map(([name, rows]) => [name, rows.length] as const)
      .filter(([, count]) => count > 0),
  );
const due = (userId: string) =>
  harness.rows("UPDATE users SET delete_after = now() - interval '1 minute' WHERE id = $1", [userId]);
const run = (storage: Storage = harness.storage) => deleteAccounts(harness.context(), { storage });
const faults = async () => {
  await harness.rows("SELECT scheduled_refresh_user_kpi_summary(true)");
  return [
    ...(await harness.rows("SELECT * FROM validate_user_data_consistency()")),
    ...(await harness.rows("SELECT * FROM audit_data_isolation()")),
  ];
};
const eventsOf = ({ providerAgentId }: TestTenant) =>
  harness.rows(
    "SELECT id FROM webhook_events WHERE position($1::bytea IN body) > 0 OR right(provider_agent_id, length($2)) = $2",
    [providerAgentId, providerAgentId],
  );

describe("erasing an account", () => {
  test("leaves only its ledger, its audit log and a row without a name, and all data of others", async () => {
    const [mine, theirs] = [await createFullTenant(), await createFullTenant()];
    for (const { userId } of [mine, theirs]) await letCallsWait(userId);
    const [before, theirsBefore] = [await stateOf(mine.userId), await stateOf(theirs.userId)];
    expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([]);
    const [user] = await harness.rows<{ email: string }>("SELECT email FROM users WHERE id = $1", [mine.userId]);
    const storedBefore = await harness.storedKeys();
    const theirKeys = await harness.rows<{ key: string }>(
      `SELECT recording_storage_key AS key FROM calls WHERE user_id = $1 AND recording_storage_key IS NOT NULL`,
      [theirs.userId],
    );
    expect((await eventsOf(mine)).length).toBeGreaterThan(6);

    await due(mine.userId);
    expect(await run()).toBeGreaterThan(30);

    const after = await stateOf(mine.userId);
    expect(Object.keys(after).filter((name) => after[name]?.length)).toEqual(kept);
    expect(after.admin_audit_log).toEqual(before.admin_audit_log);
    const unlinked = before.credit_transactions?.map((row) => ({ ...row, call_id: null }));
    expect(after.credit_transactions?.map((row) => JSON.stringify(row)).sort()).toEqual(
      unlinked?.map((row) => JSON.stringify(row)).sort(),
    );
    expect(after.users).toEqual([
      expect.objectContaining({
        email: `deleted-${mine.userId}@invalid.example`,
        name: "Deleted account",
        password_hash: null,
        is_active: false,
        email_verified: false,
        delete_after: null,
      }),
    ]);
    expect(await eventsOf(mine)).toEqual([]);
    for (const table of ["login_attempts", "password_reset_attempts"])
      expect(await harness.rows(`SELECT FROM ${table} WHERE email = $1`, [user?.email])).toEqual([]);
    expect(await stateOf(theirs.userId)).toEqual(theirsBefore);
    const stored = await harness.storedKeys();
    expect(stored).toEqual(expect.arrayContaining(theirKeys.map(({ key }) => key)));
    // Three recordings, each as it came and as it is kept, and a large body.
    expect(storedBefore.length - stored.length).toBe(7);
    expect(await faults()).toEqual([]);
    expect(await run()).toBe(0);
  });

  test("deletes nothing during the grace period, and nothing of users who did not request it", async () => {
    const tenant = await createFullTenant();
    await harness.rows("UPDATE users SET delete_after = now() + interval '1 minute' WHERE id = $1", [tenant.userId]);
    const before = await stateOf(tenant.userId);
    expect(await run()).toBe(0);
    expect(await harness.db.job((tx) => tx.query("SELECT erase_account($1) AS n", [tenant.userId]))).toMatchObject({
      rows: [{ n: 0 }],
    });
    expect(await stateOf(tenant.userId)).toEqual(before);
  });

  test("that is killed anywhere is finished by the next run", async () => {
    const tenant = await createFullTenant();
    await due(tenant.userId);
    let removals = 0;
    const breaking: Storage = {
      ...harness.storage,
      async remove(key) {
        removals += 1;
        if (removals === 3) throw new Error("The disk is away");
        await harness.storage.remove(key);
      },
    };
    await expect(run(breaking)).rejects.toThrow("The disk is away");
    const stopped = new AbortController();
    stopped.abort();
    await expect(
      deleteAccounts(harness.context(), { storage: harness.storage, signal: stopped.signal }),
    ).rejects.toThrow("interrupted");
    for (let batch = 0; batch < 12; batch += 1) {
      const keys = (
        await harness.rows<{ key: string }>("SELECT list_objects_to_erase($1, 2) AS key", [tenant.userId])
      ).map(({ key }) => key);
      for (const key of keys) await objectsOfKey(harness.storage, key).remove(key);
      await harness.rows("SELECT erase_account($1, $2, 2)", [tenant.userId, keys]);
      expect(await harness.rows("SELECT * FROM find_ledger_faults()")).toEqual([]);
    }
    expect((await countsOf(tenant.userId)).webhook_events).toBeUndefined();
    await run();
    expect(Object.keys(await countsOf(tenant.userId))).toEqual(kept);
    expect(await faults()).toEqual([]);
  });

  test("keeps what names a stored object until that object is gone", async () => {
    const tenant = await createFullTenant();
    await due(tenant.userId);
    const eraseBlindly = async () => {
      for (let removed = 1; removed > 0; ) {
        const [row] = await harness.rows<{ removed: number }>("SELECT erase_account($1) AS removed", [tenant.userId]);
        removed = row?.removed ?? 0;
      }
    };
    await expect(eraseBlindly()).rejects.toMatchObject({ code: "55000" });
    const left = await harness.rows("SELECT recording_storage_key AS key FROM calls WHERE user_id = $1", [
      tenant.userId,
    ]);
    expect(left).toEqual(Array.from({ length: 3 }, () => ({ key: expect.stringMatching(/^recordings/) })));
    await run();
    expect(Object.keys(await countsOf(tenant.userId))).toEqual(kept);
  });

  test("leaves later events of its agents without a tenant, also during the erasure", async () => {
    const tenant = await createFullTenant();
    await due(tenant.userId);
    await harness.rows("SELECT erase_account($1)", [tenant.userId]);
    const conversationId = `conv_${newId()}`;
    await harness.receive(conversationEvent({ agentId: tenant.providerAgentId, conversationId }));
    await harness.process();
    await run();
    const later = `conv_${newId()}`;
    await harness.receive(conversationEvent({ agentId: tenant.providerAgentId, conversationId: later }));
    await harness.process();
    expect(
      await harness.rows("SELECT status, reason, user_id FROM webhook_events WHERE conversation_id = $1", [later]),
    ).toEqual([{ status: "quarantined", reason: "unknown_agent", user_id: null }]);
    expect(Object.keys(await countsOf(tenant.userId))).toEqual(kept);
  });

  test("of an account that was closed before begins all the same", async () => {
    const tenant = await createFullTenant();
    await harness.rows("UPDATE users SET is_active = false WHERE id = $1", [tenant.userId]);
    await due(tenant.userId);
    await run();
    expect(Object.keys(await countsOf(tenant.userId))).toEqual(kept);
    expect(await eventsOf(tenant)).toEqual([]);
  });

  test("that the database refuses is reported, and the others are erased", async () => {
    const [refused, other] = [await harness.createTenant(), await harness.createTenant()];
    for (const { userId } of [refused, other]) await due(userId);
    await harness.owner.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The last one stays.'; END $$;
       CREATE TRIGGER refuse BEFORE UPDATE ON users FOR EACH ROW WHEN (OLD.id = '${refused.userId}') EXECUTE FUNCTION refuse()`,
    );
    await expect(run()).rejects.toThrow("1 of 2 tenants failed");
    expect(await countsOf(refused.userId)).toMatchObject({ agents: 1 });
    expect(await countsOf(other.userId)).toEqual({ users: 1, credit_transactions: 1 });
    await harness.owner.query("DROP TRIGGER refuse ON users; DROP FUNCTION refuse");
    await run();
  });
});

describe("asking for deletion", () => {
  const password = "a long enough secret";
  let userId: string;
  let email: string;
  beforeEach(async () => {
    email = `${newId()}@tenant.example`;
    const [row] = await harness.rows<{ id: string }>(
      "INSERT INTO users (email, name, password_hash) VALUES ($1, 'Ada', $2) RETURNING id",
      [email, await cheapPasswordHash(password)],
    );
    userId = row?.id ?? "";
  });
  const now = "2026-10-31T12:00:00Z";
  const ctxOf = (id: string) => tenantContext(harness.db, id, { now });
  const ask = (input: unknown, sessionId?: string) => requestAccountDeletion({ ...ctxOf(userId), sessionId }, input);
  const openSession = async (id: string) => {
    const [session] = await harness.rows<{ id: string }>(
      "INSERT INTO user_sessions (user_id, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $3::timestamptz + interval '1 day') RETURNING id",
      [id, newId(), now],
    );
    return session?.id;
  };
  const deleteAfter = async () =>
    (await harness.rows("SELECT delete_after FROM users WHERE id = $1", [userId]))[0]?.delete_after;

  test("needs the password, sets the moment by the setting, and signs out everywhere else", async () => {
    const [here] = await harness.rows<{ id: string }>(
      `INSERT INTO user_sessions (user_id, token_hash, expires_at)
       SELECT $1::uuid, md5($1::text || n), now() + interval '1 day' FROM generate_series(1, 3) n RETURNING id`,
      [userId],
    );
    expect(await ask({ password }, here?.id)).toEqual({ deleteAfter: new Date("2026-11-14T12:00:00Z") });
    expect(await harness.rows("SELECT id FROM user_sessions WHERE user_id = $1 AND is_active", [userId])).toEqual([
      here,
    ]);
    await harness.rows("UPDATE system_config SET config_value = '3' WHERE config_key = 'account_deletion_grace_days'");
    expect(await ask({ password })).toEqual({ deleteAfter: new Date("2026-11-14T12:00:00Z") });
    await cancelAccountDeletion(ctxOf(userId));
    expect(await deleteAfter()).toBeNull();
    expect(await ask({ password })).toEqual({ deleteAfter: new Date("2026-11-03T12:00:00Z") });
  });

  test.each([{ password: "wrong" }, { confirmation: "{email}" }, {}, null, { password: { $ne: "" } }])(
    "with %j is refused, beside the field, and sets nothing",
    async (input) => {
      const given = JSON.parse(JSON.stringify(input).replace("{email}", email));
      await expect(ask(given)).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { password: expect.any(String) } });
      expect(await deleteAfter()).toBeNull();
    },
  );

  test("without a password needs a new session and the account's address, typed", async () => {
    await harness.rows("UPDATE users SET password_hash = NULL WHERE id = $1", [userId]);
    const confirmation = ` ${email.toUpperCase()}`;
    await expect(ask({ confirmation })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const session = await openSession(userId);
    for (const given of [{}, { password }, { confirmation: "somebody@else.example" }])
      await expect(ask(given, session)).rejects.toMatchObject({ fields: { confirmation: expect.any(String) } });
    expect(await ask({ confirmation }, session)).toEqual({ deleteAfter: expect.any(Date) });
  });

  test("is refused to the last super administrator, also of two who leave at once", async () => {
    const [other] = await harness.rows<{ id: string }>(
      "INSERT INTO users (email, name, role) VALUES ($1, 'Grace', 'super_admin') RETURNING id",
      [`grace.${email}`],
    );
    await harness.rows("UPDATE users SET role = 'super_admin' WHERE id = $1", [userId]);
    const otherId = other?.id ?? "";
    const sessionId = await openSession(otherId);
    const results = await Promise.allSettled([
      ask({ password }),
      requestAccountDeletion({ ...ctxOf(otherId), sessionId }, { confirmation: `grace.${email}` }),
    ]);
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.map(({ reason }) => reason.code)).toEqual(["CONFLICT"]);
  });

  test("is available only to the signed-in user, and ends once erasing has begun", async () => {
    await expect(requestAccountDeletion(harness.context(), { password })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(cancelAccountDeletion(harness.context())).rejects.toMatchObject({ code: "FORBIDDEN" });
    await due(userId);
    await harness.rows("SELECT erase_account($1)", [userId]);
    await expect(cancelAccountDeletion(ctxOf(userId))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(ask({ password })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
