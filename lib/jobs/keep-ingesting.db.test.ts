import { setTimeout as sleep } from "node:timers/promises";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createIngestionWaker } from "@/lib/ingest/intake/wake-ingestion";
import { processPendingEvents } from "@/lib/ingest/process-pending-events";
import { releaseHeldEvents } from "@/lib/ingest/release-held-events";
import { newId } from "@/lib/platform/ids";
import { createLogger } from "@/lib/platform/logger";
import { startTcpProxy } from "@/test/app/tcp-proxy";
import { faults } from "@/test/booked-call";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { jobsEnv } from "@/test/jobs-env";
import { withoutLateConnections } from "@/test/without-late-connections";
import { keepIngesting } from "./keep-ingesting";
import { startJobs } from "./start-jobs";

let harness: IngestHarness;
let tenant: TestTenant;
const ends: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  harness = await createIngestHarness();
  await runMigrations({ connectionString: harness.connectionString });
  tenant = await harness.createTenant();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await harness.rows("DELETE FROM webhook_events");
});
afterAll(() => harness.dispose());

const never = 3_600_000;
const patience = { timeout: 10_000 };
const wake = () => harness.db.inbox.query("SELECT wake_ingestion()");

/** A process that takes what is pending, and how often it has looked. */
function start(options: { pollMs?: number; connectionString?: string; work?: () => Promise<unknown> } = {}) {
  const { pollMs = never, connectionString = harness.connectionString, work } = options;
  const lines: string[] = [];
  let begun = 0;
  let ended = 0;
  const ingesting = keepIngesting({
    connectionString,
    pollMs,
    logger: createLogger("warn", { write: (line: string) => void lines.push(line) }),
    async work() {
      begun += 1;
      try {
        await (work ?? (() => processPendingEvents(harness.context(), harness.storage)))();
      } finally {
        ended += 1;
      }
    },
  });
  ends.push(ingesting.stop);
  return { ...ingesting, looks: () => begun, ended: () => ended, lines };
}

/** Resolves when the process listens and has looked at what came before. */
async function untilListening(process: ReturnType<typeof start>): Promise<void> {
  await expect.poll(process.ended, patience).toBeGreaterThan(0);
}

async function receiveEvent(providerAgentId = tenant.providerAgentId): Promise<string> {
  const conversationId = `conv_${newId()}`;
  await harness.receive(conversationEvent({ agentId: providerAgentId, conversationId }));
  return conversationId;
}

const statuses = async () =>
  (await harness.rows("SELECT status FROM webhook_events ORDER BY received_at, id")).map(({ status }) => status);
const untilProcessed = () => expect.poll(statuses, patience).toEqual(["processed"]);

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: harness.connectionString });
  client.on("error", () => {});
  await client.connect();
  ends.push(() => client.end().catch(() => undefined));
  return client;
}

test("a request for ingestion waits for no concurrent request, and writes nothing", async () => {
  const first = await connect();
  await first.query("BEGIN");
  await first.query("SELECT wake_ingestion()");
  const second = await connect();
  await second.query("SET statement_timeout = '3s'; BEGIN");
  await second.query("SELECT wake_ingestion()");
  const { rows } = await second.query("SELECT pg_current_xact_id_if_assigned() AS written");
  expect(rows).toEqual([{ written: null }]);
  await second.query("COMMIT");
  await first.query("COMMIT");
});

test("an event is taken as soon as it is announced", async () => {
  await untilListening(start());
  await receiveEvent();
  await wake();
  await untilProcessed();
});

test("an event whose notification was lost is taken by the next poll", async () => {
  const process = start({ pollMs: 500 });
  await untilListening(process);
  await receiveEvent();
  await untilProcessed();
});

test("notifications missed while the listener was disconnected are covered as soon as it listens again", async () => {
  const url = new URL(harness.connectionString);
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  ends.push(proxy.close);
  url.port = String(proxy.port);
  const process = start({ connectionString: url.toString() });
  await untilListening(process);
  const looks = process.looks();
  await proxy.cut();
  await expect.poll(process.ended, patience).toBeGreaterThan(looks);
  await receiveEvent();
  await wake();
  await sleep(500);
  expect(await statuses()).toEqual(["pending"]);
  await proxy.heal();
  await untilProcessed();
});

test("a listener whose connection is cut by the server polls at once and listens again", async () => {
  await untilListening(start());
  await harness.rows(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'callwright job listener' AND datname = current_database()",
  );
  await expect
    .poll(async () => {
      await wake();
      await receiveEvent();
      return statuses();
    }, patience)
    .toContain("processed");
});

test("events of a killed process are taken by another at its next poll", async () => {
  await receiveEvent();
  const killed = await connect();
  await killed.query("BEGIN");
  await killed.query("SELECT FROM webhook_events FOR UPDATE");
  const other = start({ pollMs: 500 });
  await expect.poll(other.ended, patience).toBeGreaterThan(1);
  expect(await statuses()).toEqual(["pending"]);
  await harness.rows("SELECT pg_terminate_backend($1)", [
    (await killed.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid,
  ]);
  await untilProcessed();
});

test("however many requests arrive during a poll, it polls once more afterwards", async () => {
  let underWay = 0;
  let most = 0;
  let end = () => {};
  const process = start({
    async work() {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      underWay -= 1;
    },
  });
  await expect.poll(process.looks, patience).toBe(1);
  for (let count = 0; count < 200; count += 1) process.look();
  end();
  await expect.poll(process.looks, patience).toBe(2);
  end();
  await expect.poll(process.ended, patience).toBe(2);
  process.look();
  await expect.poll(process.looks, patience).toBe(3);
  const stopped = process.stop();
  process.look();
  end();
  await stopped;
  expect([process.looks(), process.ended(), most]).toEqual([3, 3, 1]);
});

test("a failed poll is logged and retried, and does not block other polls", async () => {
  let failures = 3;
  const process = start({
    async work() {
      if (failures-- > 0) throw new Error("The disk is full.");
      await processPendingEvents(harness.context(), harness.storage);
    },
  });
  await expect.poll(process.ended, patience).toBe(1);
  process.look();
  await expect.poll(process.ended, patience).toBe(2);
  await receiveEvent();
  await untilProcessed();
  expect(process.lines).toHaveLength(1);
  expect(process.lines[0]).toContain("The disk is full.");
});

test("events that are released are taken when their release commits", async () => {
  await untilListening(start());
  await receiveEvent();
  await harness.rows("UPDATE webhook_events SET status = 'waiting', reason = 'time_zone_changing'");
  await releaseHeldEvents(harness.context());
  await untilProcessed();
});

test("500 events of ten tenants at once are booked once each by two processes, though one is stopped in the middle", async () => {
  const tenants = await Promise.all(Array.from({ length: 10 }, () => harness.createTenant()));
  const lines: string[] = [];
  const logger = createLogger("warn", { write: (line: string) => void lines.push(line) });
  const run = () => startJobs({ connectionString: harness.connectionString, env: jobsEnv, logger });
  const [staying, leaving] = [await run(), await run()];
  ends.push(staying.stop);
  let asked = 0;
  const inbox: typeof harness.db.inbox = {
    query(statement, values) {
      asked += 1;
      return harness.db.inbox.query(statement, values);
    },
  };
  const ask = createIngestionWaker({ inbox });
  await Promise.all(
    Array.from({ length: 500 }, async (_, n) => {
      await receiveEvent(tenants[n % tenants.length]?.providerAgentId);
      ask();
    }),
  );
  await leaving.stop();
  const events = () =>
    harness.rows(
      "SELECT status, count(*)::integer AS events, max(attempts) AS attempts FROM webhook_events GROUP BY 1 ORDER BY 1",
    );
  await expect.poll(events, { timeout: 60_000 }).toEqual([{ status: "processed", events: 500, attempts: 1 }]);
  expect(asked).toBeLessThan(250);
  const perTenant = await harness.rows<{ calls: number; charges: number }>(
    `SELECT (SELECT count(*)::integer FROM calls WHERE user_id = u.id) AS calls,
       (SELECT count(*)::integer FROM credit_transactions WHERE user_id = u.id AND type = 'usage') AS charges
     FROM users u WHERE id = ANY ($1)`,
    [tenants.map(({ userId }) => userId)],
  );
  expect(perTenant).toEqual(Array(10).fill({ calls: 50, charges: 50 }));
  expect(await faults(harness)).toEqual([]);
  // Nobody says that this one waits.
  await receiveEvent(tenants[0]?.providerAgentId);
  await expect.poll(events, { timeout: 20_000 }).toEqual([{ status: "processed", events: 501, attempts: 1 }]);
  expect(withoutLateConnections(lines)).toEqual([]);
});
