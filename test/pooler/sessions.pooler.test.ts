import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { limitRate } from "@/lib/access/rate-limit";
import { createDatabase, type Database } from "@/lib/db/database";
import { isPooler } from "@/lib/db/is-pooler";
import { createChangeFeed } from "@/lib/live/change-feed";
import { createSettingsCache } from "@/lib/settings/settings-cache";
import { fillTenant } from "@/test/fill-tenant";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { type Pgbouncer, startPgbouncer } from "./start-pgbouncer";

const tenantCount = 40;
const poolSize = 5;
const whoAmI = "SELECT current_user AS role";

let harness: IngestHarness;
let pgbouncer: Pgbouncer;
let db: Database;
let tenants: TestTenant[];
beforeAll(async () => {
  harness = await createIngestHarness();
  tenants = [];
  for (let n = 0; n < tenantCount; n += 1) {
    const tenant = await harness.createTenant();
    await insertCall(harness.owner, tenant, { callerName: `Caller of ${tenant.userId}` });
    tenants.push(tenant);
  }
  const [first] = tenants;
  if (first) await fillTenant(harness, first);
  pgbouncer = await startPgbouncer(harness.connectionString, { mode: "transaction", poolSize, ignoresOptions: true });
  db = createDatabase({
    connectionString: pgbouncer.connectionString,
    directConnectionString: harness.connectionString,
    connectionsMax: tenantCount,
  });
});
afterAll(async () => {
  await db.close();
  await pgbouncer.stop();
  await harness.dispose();
});
afterEach(async () => expect(await leftInSessions()).toEqual([]));

/** What any of the server's connections still holds that a next client would be given with it. */
async function leftInSessions(): Promise<unknown[]> {
  const clients = await Promise.all(
    Array.from({ length: poolSize }, async () => {
      const client = new pg.Client({ connectionString: pgbouncer.connectionString });
      await client.connect();
      return client;
    }),
  );
  const found = await Promise.all(
    clients.map(async (client) => {
      await client.query("BEGIN");
      const { rows } = await client.query(
        `SELECT pg_backend_pid() AS pid, current_user <> session_user AS has_role,
           COALESCE(current_setting('app.user_id', true), '') AS tenant,
           current_setting('statement_timeout') AS timeout, current_setting('lock_timeout') AS lock_timeout,
           (SELECT count(*) FROM pg_prepared_statements) AS statements,
           (SELECT count(*) FROM pg_listening_channels()) AS channels,
           (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks,
           (SELECT count(*) FROM pg_cursors) AS cursors`,
      );
      return rows[0];
    }),
  );
  for (const client of clients) await client.query("ROLLBACK");
  for (const client of clients) await client.end();
  expect(new Set(found.map(({ pid }) => pid)).size).toBe(poolSize);
  return found.filter(
    ({ has_role, tenant, timeout, lock_timeout, statements, channels, locks, cursors }) =>
      has_role ||
      tenant !== "" ||
      timeout !== "0" ||
      lock_timeout !== "0" ||
      statements + channels + locks + cursors > 0,
  );
}

test("a pooler is seen whatever it does with what a client asks for, and a server is not taken for one", async () => {
  const behind = { poolSize: 2, ignoresOptions: false } as const;
  const strict = await startPgbouncer(harness.connectionString, { ...behind, mode: "transaction" });
  const ofSessions = await startPgbouncer(harness.connectionString, {
    ...behind,
    mode: "session",
    ignoresOptions: true,
  });
  expect(await isPooler(pgbouncer.connectionString)).toBe(true);
  expect(await isPooler(strict.connectionString)).toBe(true);
  // It keeps sessions, but what a connection is told when it opens does not hold in it.
  expect(await isPooler(ofSessions.connectionString)).toBe(true);
  for (let n = 0; n < 10; n += 1) expect(await isPooler(harness.connectionString)).toBe(false);
  await strict.stop();
  await ofSessions.stop();
});

test("forty tenants at once over five connections each see their own rows alone, as the role of their work", async () => {
  const look = async ({ userId }: TestTenant) => {
    const seen = await db.tenant(userId, async (tx) => {
      const [role] = (await tx.query("SELECT current_user AS role, current_setting('statement_timeout') AS timeout"))
        .rows;
      const { rows } = await tx.query("SELECT DISTINCT user_id FROM calls UNION SELECT id FROM users");
      const throughPrisma = await tx.prisma.call.findMany({ select: { userId: true }, distinct: "userId" });
      const throughKysely = await tx.kysely.selectFrom("calls").select("user_id").distinct().execute();
      return {
        ...role,
        tenants: rows.map(({ user_id }) => user_id),
        throughPrisma: throughPrisma.map((call) => call.userId),
        throughKysely: throughKysely.map((call) => call.user_id),
      };
    });
    const own = [userId];
    expect(seen).toEqual({
      role: "app_tenant",
      timeout: "15s",
      tenants: own,
      throughPrisma: own,
      throughKysely: own,
    });
  };
  const rounds = tenants.map(async (tenant) => {
    for (let round = 0; round < 8; round += 1) await look(tenant);
  });
  const others = Array.from({ length: 5 }, async () => {
    for (let round = 0; round < 10; round += 1) {
      const { rows } = await db.inbox.query<{ role: string }>(whoAmI);
      expect(rows).toEqual([{ role: "app_ingest" }]);
      for (const name of ["ingest", "auth", "admin", "job"] as const) {
        expect(await db[name](async (tx) => (await tx.query(whoAmI)).rows)).toEqual([{ role: `app_${name}` }]);
      }
    }
  });
  await Promise.all([...rounds, ...others]);
});

test.each(["COMMIT", "ROLLBACK", "COMMIT; BEGIN"])(
  "nothing is asked as the owner, to whom the connection goes back, once a statement has ended its transaction by %s",
  async (statement) => {
    const after: unknown[] = [];
    const ended = db.tenant(tenants[0]?.userId ?? "", async (tx) => {
      await tx.query(statement);
      for (const again of [
        () => tx.query("SELECT id FROM users"),
        async () => tx.prisma.user.findMany({ select: { id: true } }),
        async () => tx.kysely.selectFrom("users").select("id").execute(),
      ])
        after.push(await again().catch((error: Error) => error.message));
    });
    await expect(ended).rejects.toThrow("A statement ended the transaction");
    expect(after).toEqual(Array(3).fill(expect.stringContaining("This transaction is over")));
  },
);

test("tries are counted by whichever connection comes", async () => {
  const limit = { name: "pooler", key: "somebody", points: 60, seconds: 600 };
  const tries = await Promise.allSettled(Array.from({ length: 80 }, () => limitRate(db, limit)));
  const refusals = tries.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  expect(refusals).toHaveLength(20);
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: "RATE_LIMITED" });
});

test("a transaction that fails, is disconnected, or ends in a snapshot leaves nothing behind for the next client", async () => {
  const [one, two] = tenants;
  if (!one || !two) throw new Error("There are no tenants");
  await expect(db.tenant(one.userId, (tx) => tx.query("SELECT 1 / 0"))).rejects.toThrow("division by zero");
  await expect(db.tenant(one.userId, (tx) => tx.prisma.$queryRaw`SELECT 1 / 0`)).rejects.toThrow("division by zero");
  await expect(
    db.tenant(one.userId, async (tx) => {
      const { rows } = await tx.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      await harness.rows("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
      await tx.query("SELECT 1");
    }),
  ).rejects.toThrow();
  const snapshot = await db.snapshot(one.userId);
  await snapshot.tx.query("DECLARE kept NO SCROLL CURSOR FOR SELECT user_id FROM calls");
  expect((await snapshot.tx.query("FETCH 10 FROM kept")).rows).not.toContainEqual({ user_id: two.userId });
  await snapshot.close();
});

test("an instance's cached settings are refreshed by the announcement, over the second address", async () => {
  const feed = createChangeFeed(db.directConnectionString);
  const settings = createSettingsCache(db, feed, { ttlMs: 600_000 });
  for (const end = Date.now() + 10_000; !feed.isConnected() && Date.now() < end; ) await sleep(20);
  expect(await settings.read(["hot_lead_score"])).toEqual({ hot_lead_score: 70 });
  await db.admin((tx) => tx.query("UPDATE system_config SET config_value = '71' WHERE config_key = 'hot_lead_score'"));
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(20)) {
    if ((await settings.read(["hot_lead_score"])).hot_lead_score === 71) break;
  }
  expect(await settings.read(["hot_lead_score"])).toEqual({ hot_lead_score: 71 });
  settings.close();
  await feed.close();
});
