import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Transaction } from "@/lib/db/transaction";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { waitUntil } from "@/test/wait-until";
import { type ChangeFeed, createChangeFeed } from "./change-feed";
import { createMetricCache, type MetricCache } from "./metric-cache";
import { shareMetrics } from "./share-metrics";

type Instance = { feed: ChangeFeed; cache: MetricCache };

let harness: IngestHarness;
let instances: Instance[];
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  tenant = await harness.createTenant();
  instances = [1, 2].map(() => {
    const feed = createChangeFeed(harness.connectionString);
    return { feed, cache: createMetricCache(feed) };
  });
  await waitUntil(() => instances.every(({ feed }) => feed.isConnected()));
});
afterEach(async () => {
  for (const { feed, cache } of instances) {
    cache.close();
    await feed.close();
  }
});

const countCalls = (tx: Transaction) =>
  tx
    .query<{ n: number }>("SELECT coalesce(sum(total_calls), 0)::integer AS n FROM user_daily_analytics")
    .then(({ rows }) => rows[0]?.n ?? -1);

/** Both levels, as a page asks them. */
const shared = (userId = tenant.userId) =>
  shareMetrics(harness.db, userId, {
    key: "calls",
    pack: (n) => ({ n }),
    unpack: (kept) =>
      kept !== null && typeof kept === "object" && "n" in kept && typeof kept.n === "number" ? kept.n : null,
    compute: countCalls,
  });
const ask = ({ cache }: Instance, userId = tenant.userId) => cache.remember(userId, "calls", () => shared(userId));
const askAll = () => Promise.all(instances.map((instance) => ask(instance)));
const keptRows = () =>
  harness.rows("SELECT cache_data FROM dashboard_cache WHERE user_id = $1 AND cache_key = 'calls'", [tenant.userId]);

test("a committed change reaches the memory of every instance, and what was shared is gone with its commit", async () => {
  expect(await askAll()).toEqual([0, 0]);
  expect(await keptRows()).toEqual([{ cache_data: { n: 0 } }]);
  await insertCall(harness.owner, tenant);
  expect(await keptRows()).toEqual([]);
  await waitUntil(async () => (await askAll()).every((n) => n === 1));
  expect(await keptRows()).toEqual([{ cache_data: { n: 1 } }]);
});

test("what is remembered is served without the database, to requests of its own tenant alone", async () => {
  const other = await harness.createTenant();
  const { cache } = instances[0] ?? expect.unreachable();
  let computed = 0;
  const compute = async () => {
    computed += 1;
    return `computed ${computed}`;
  };
  const answers = await Promise.all([1, 2, 3].map(() => cache.remember(tenant.userId, "key", compute)));
  expect(answers).toEqual(["computed 1", "computed 1", "computed 1"]);
  expect(await cache.remember(other.userId, "key", compute)).toBe("computed 2");
  await insertCall(harness.owner, other);
  await waitUntil(async () => (await cache.remember(other.userId, "key", compute)) === "computed 3");
  expect(await cache.remember(tenant.userId, "key", compute)).toBe("computed 1");
});

test("a value that a change made stale during its computation is returned to its caller, and never served again", async () => {
  const [instance] = instances;
  if (!instance) expect.unreachable();
  let release = (_value: string) => {};
  const held = new Promise<string>((resolve) => {
    release = resolve;
  });
  const heard = new Promise<void>((resolve) => {
    instance.feed.subscribeToAll((_change, userId) => userId === tenant.userId && resolve());
  });
  const before = instance.cache.remember(tenant.userId, "slow", () => held);
  await insertCall(harness.owner, tenant);
  await heard;
  expect(await instance.cache.remember(tenant.userId, "slow", async () => "after")).toBe("after");
  release("before");
  expect(await before).toBe("before");
  expect(await instance.cache.remember(tenant.userId, "slow", async () => "again")).toBe("after");
});

test("a failure is not cached", async () => {
  const [instance] = instances;
  await expect(instance?.cache.remember(tenant.userId, "key", () => Promise.reject(new Error("down")))).rejects.toThrow(
    "down",
  );
  expect(await instance?.cache.remember(tenant.userId, "key", async () => "up")).toBe("up");
});

test("a listener that is cut off empties its instance's memory, and connects again", async () => {
  const [instance] = instances;
  if (!instance) expect.unreachable();
  await instance.cache.remember(tenant.userId, "key", async () => "old");
  await harness.rows(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'callwright change feed' AND datname = current_database()",
  );
  await waitUntil(() => !instance.feed.isConnected());
  expect(await instance.cache.remember(tenant.userId, "key", async () => "unheard")).toBe("unheard");
  await waitUntil(() => instance.feed.isConnected());
  expect(await instance.cache.remember(tenant.userId, "key", async () => "new")).toBe("new");
  expect(await instance.cache.remember(tenant.userId, "key", async () => "newer")).toBe("new");
});

test("metrics are not kept for others while a writer is between its change and its commit, and no reader waits for it", async () => {
  await harness.owner.query("BEGIN");
  await insertCall(harness.owner, tenant);
  expect(await shared()).toBe(0);
  await harness.owner.query("COMMIT");
  expect(await keptRows()).toEqual([]);
  expect(await shared()).toBe(1);
});

test("a writer that comes while metrics are computed waits until they are stored, and deletes them", async () => {
  let startWriting = () => {};
  const reading = new Promise<void>((resolve) => {
    startWriting = resolve;
  });
  const slow = shareMetrics<number>(harness.db, tenant.userId, {
    key: "calls",
    pack: (n) => ({ n }),
    unpack: () => null,
    async compute(tx) {
      const n = await countCalls(tx);
      startWriting();
      await tx.query("SELECT pg_sleep(0.3)");
      return n;
    },
  });
  await reading;
  await insertCall(harness.owner, tenant);
  expect(await slow).toBe(0);
  expect(await keptRows()).toEqual([]);
  expect(await shared()).toBe(1);
});

test("after readers of two instances and four writers at once, memory and what is shared are what the calls add up to", async () => {
  let isWriting = true;
  const write = async () => {
    for (let n = 0; n < 15; n += 1) {
      const startedAt = `2026-10-0${1 + (n % 7)}T10:30:00Z`;
      await harness.db.ingest((tx) =>
        tx.query(
          `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at)
           VALUES ($1, $2, gen_random_uuid(), 'inbound', 'completed', $3)`,
          [tenant.agentId, tenant.userId, startedAt],
        ),
      );
    }
  };
  const read = async (instance: Instance) => {
    let last = 0;
    while (isWriting) {
      const n = await ask(instance);
      expect(n).toBeGreaterThanOrEqual(last);
      last = n;
      // What is remembered is there at once: without a pause nothing else of this process would run.
      await nextTurn();
    }
    return last;
  };
  const readers = instances.flatMap((instance) => [read(instance), read(instance)]);
  await Promise.all([write(), write(), write(), write()]);
  isWriting = false;
  await Promise.all(readers);
  await waitUntil(async () => (await askAll()).every((n) => n === 60));
  expect(await shared()).toBe(60);
  expect(await keptRows()).toEqual([{ cache_data: { n: 60 } }]);
});

test("stored metrics expire, and an invalid format is computed again", async () => {
  await harness.rows(
    `INSERT INTO dashboard_cache (user_id, cache_key, cache_data, expires_at) VALUES ($1, 'calls', '{"n": 7}', now() - interval '1 second')`,
    [tenant.userId],
  );
  expect(await shared()).toBe(0);
  await harness.rows(`UPDATE dashboard_cache SET cache_data = '["n"]' WHERE user_id = $1`, [tenant.userId]);
  expect(await shared()).toBe(0);
});
