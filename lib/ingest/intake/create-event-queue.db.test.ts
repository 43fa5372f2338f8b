import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database } from "@/lib/db/database";
import { startTcpProxy } from "@/test/app/tcp-proxy";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { createEventQueue, type EventQueueLimits } from "./create-event-queue";

let harness: IngestHarness;
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterEach(() => harness.owner.query("DELETE FROM webhook_events"));
afterAll(() => harness.dispose());

let made = 0;
function event(changes: Partial<{ body: Buffer; bytes: number }> = {}) {
  made += 1;
  const body = changes.body ?? Buffer.from(`{"type": "x", "n": ${made}}`);
  const sha256 = createHash("sha256").update(body).digest();
  return { body, storageKey: null, bytes: body.byteLength, sha256, signedAtSeconds: 1_791_023_593, ...changes };
}

const events = (count: number) => Array.from({ length: count }, () => event());
const stored = () =>
  harness.rows<{ body: Buffer; deliveries: number }>(
    "SELECT body, delivery_count AS deliveries FROM webhook_events ORDER BY received_at, id",
  );
const codes = async (work: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(work)).map((each) => (each.status === "fulfilled" ? "kept" : each.reason.code));

/** The inbox, and how many statements were sent to it. */
function counted(db: Database) {
  let statements = 0;
  const inbox: Pick<Database, "inbox"> = {
    inbox: new Proxy(db.inbox, {
      get(pool, name) {
        if (name === "query") statements += 1;
        const value: unknown = Reflect.get(pool, name);
        return typeof value === "function" ? value.bind(pool) : value;
      },
    }),
  };
  return { inbox, statements: () => statements };
}

/** Another connection in the middle of a transaction. */
async function inTransaction(work: (client: pg.Client) => Promise<void>): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
  await client.query("BEGIN");
  await work(client);
  return async () => {
    await client.query("COMMIT");
    await client.end();
  };
}

test("2,000 events at once are all kept, exactly as they are and in their order, many with each statement", async () => {
  const { inbox, statements } = counted(harness.db);
  const queue = createEventQueue(inbox);
  const all = events(2_000);
  await Promise.all(all.map(queue.store));
  const rows = await stored();
  expect(rows.map(({ body }) => body.toString()).sort()).toEqual(all.map(({ body }) => body.toString()).sort());
  expect(new Set(rows.map(({ deliveries }) => deliveries))).toEqual(new Set([1]));
  expect(statements()).toBeLessThan(100);
});

test("the same event, again and again among others, also in one batch, is kept once and counted each time", async () => {
  const queue = createEventQueue(harness.db);
  const twice = event();
  const often = event();
  await queue.store(twice);
  await Promise.all(
    [...events(10), twice, often, ...events(10), often, ...Array.from({ length: 48 }, () => often)].map(queue.store),
  );
  const rows = await stored();
  expect(rows).toHaveLength(22);
  const deliveries = (one: { body: Buffer }) => rows.find(({ body }) => body.equals(one.body))?.deliveries;
  expect([deliveries(twice), deliveries(often)]).toEqual([2, 50]);
});

test("two processes that store the same events concurrently do not deadlock", async () => {
  const queues = [createEventQueue(harness.db), createEventQueue(harness.db)];
  const all = events(300);
  const shuffled = [all, all.toReversed()];
  await Promise.all(queues.flatMap((queue, index) => (shuffled[index] ?? []).map(queue.store)));
  const rows = await stored();
  expect(rows).toHaveLength(300);
  expect(new Set(rows.map(({ deliveries }) => deliveries))).toEqual(new Set([2]));
});

test("an event that the database refuses fails alone, and those of its batch are kept", async () => {
  const queue = createEventQueue(harness.db);
  const impossible = event({ bytes: 2 ** 40 });
  const [first = event(), ...others] = events(9);
  expect(await codes([first, impossible, ...others].map(queue.store))).toEqual([
    "kept",
    "22003",
    ...others.map(() => "kept"),
  ]);
  expect(await stored()).toHaveLength(9);
});

test("a repeated event that is being processed delays no new one, and is acknowledged although it cannot be counted", async () => {
  const { inbox, statements } = counted(harness.db);
  const queue = createEventQueue(inbox);
  const before = event();
  await queue.store(before);
  const commit = await inTransaction(async (client) => {
    await client.query("UPDATE webhook_events SET status = 'unsupported'");
  });
  const again = queue.store(before);
  const fresh = events(20).map(queue.store);
  const first = await Promise.race([Promise.all(fresh).then(() => "the new ones"), again.then(() => "the old one")]);
  expect(first).toBe("the new ones");
  // One that waited would have been refused and tried one by one.
  expect(statements()).toBeLessThan(8);
  expect(await again).toEqual({ storageKey: null });
  await commit();
  expect(await stored()).toHaveLength(21);
});

test("an event that another process is storing delays its batch for a moment and fails no other", async () => {
  const queue = createEventQueue(harness.db);
  const contested = event();
  const commit = await inTransaction(async (client) => {
    await client.query(
      `INSERT INTO webhook_events (provider, body, body_bytes, body_sha256, signed_at) VALUES ('elevenlabs', $1, $2, $3, now())`,
      [contested.body, contested.bytes, contested.sha256],
    );
  });
  const mates = events(10);
  const outcomes = await codes([contested, ...mates].map(queue.store));
  await commit();
  expect(outcomes).toEqual(["55P03", ...mates.map(() => "kept")]);
  expect(await stored()).toHaveLength(11);
});

test("an event that was erased while it was delivered again is stored again", async () => {
  const queue = createEventQueue(harness.db);
  const erased = event();
  await queue.store(erased);
  const commit = await inTransaction(async (client) => {
    await client.query("DELETE FROM webhook_events");
  });
  const again = queue.store(erased);
  await sleep(200);
  await commit();
  await again;
  expect(await stored()).toEqual([{ body: erased.body, deliveries: 1 }]);
});

test("only when the queue is full is an event refused, and then at once", async () => {
  const limits: EventQueueLimits = { eventsMax: 50, bytesMax: 1_000_000, patienceMs: 10_000 };
  const queue = createEventQueue(harness.db, limits);
  const outcomes = await codes(events(60).map(queue.store));
  expect(outcomes).toEqual([...Array(50).fill("kept"), ...Array(10).fill("UNAVAILABLE")]);
  expect(await codes(events(50).map(queue.store))).toEqual(Array(50).fill("kept"));
  const heavy = createEventQueue(harness.db, { ...limits, bytesMax: 2_500 });
  const large = Array.from({ length: 4 }, (_, index) => event({ body: Buffer.alloc(1_000, `${index}`) }));
  expect(await codes(large.map(heavy.store))).toEqual(["kept", "kept", "kept", "UNAVAILABLE"]);
  expect(await stored()).toHaveLength(103);
});

test("a sender that has waited long enough is told to retry, and its event is stored nevertheless", async () => {
  const queue = createEventQueue(harness.db, { eventsMax: 50, bytesMax: 1_000_000, patienceMs: 100 });
  const slow = event();
  const commit = await inTransaction(async (client) => {
    await client.query("LOCK TABLE webhook_events IN EXCLUSIVE MODE");
  });
  expect(await codes([queue.store(slow)])).toEqual(["UNAVAILABLE"]);
  await commit();
  for (const end = Date.now() + 5_000; (await stored()).length === 0 && Date.now() < end; ) await sleep(20);
  expect((await stored()).map(({ body }) => body)).toEqual([slow.body]);
});

test("while the database does not answer, the queue is limited and every sender is answered within seconds; then everything continues", async () => {
  const url = new URL(harness.connectionString);
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.host = `127.0.0.1:${proxy.port}`;
  const db = createDatabase({ connectionString: url.toString() });
  const queue = createEventQueue(db, { eventsMax: 500, bytesMax: 1_000_000, patienceMs: 10_000 });
  await queue.store(event());
  proxy.freeze();
  const startedMs = performance.now();
  const outcomes = await codes(events(2_000).map(queue.store));
  expect(outcomes.filter((outcome) => outcome === "kept")).toEqual([]);
  expect(performance.now() - startedMs).toBeLessThan(12_000);
  await proxy.heal();
  expect(await codes(events(500).map(queue.store))).toEqual(Array(500).fill("kept"));
  await db.close();
  await proxy.close();
});

test("events refused while the database was unavailable are stored when they are sent again, also those that no statement had taken", async () => {
  const url = new URL(harness.connectionString);
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.host = `127.0.0.1:${proxy.port}`;
  const db = createDatabase({ connectionString: url.toString() });
  const queue = createEventQueue(db);
  await proxy.cut();
  const all = events(1_000);
  expect(new Set(await codes(all.map(queue.store)))).not.toContain("kept");
  await proxy.heal();
  expect(await codes(all.map(queue.store))).toEqual(Array(1_000).fill("kept"));
  const rows = await stored();
  expect(new Set(rows.map(({ body }) => body.toString())).size).toBe(1_000);
  await db.close();
  await proxy.close();
});
