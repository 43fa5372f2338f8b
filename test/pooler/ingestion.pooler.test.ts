import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkReadiness } from "@/lib/db/check-readiness";
import { createDatabase, type Database } from "@/lib/db/database";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import { createIntake, type Intake } from "@/lib/ingest/intake/create-intake";
import { receiveWebhook } from "@/lib/ingest/intake/receive-webhook";
import { createIngestionWaker } from "@/lib/ingest/intake/wake-ingestion";
import { startJobs } from "@/lib/jobs/start-jobs";
import { createChangeFeed } from "@/lib/live/change-feed";
import { createLogger } from "@/lib/platform/logger";
import { pythonJson } from "@/simulators/elevenlabs/python-json";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, webhookSecret } from "@/test/ingest-harness";
import { jobsEnv } from "@/test/jobs-env";
import { withoutLateConnections } from "@/test/without-late-connections";
import { type Pgbouncer, startPgbouncer } from "./start-pgbouncer";

const eventCount = 400;
const senders = 25;

let harness: IngestHarness;
let pgbouncer: Pgbouncer;
let db: Database;
let intake: Intake;
beforeAll(async () => {
  harness = await createIngestHarness();
  pgbouncer = await startPgbouncer(harness.connectionString, {
    mode: "transaction",
    poolSize: 4,
    ignoresOptions: false,
  });
  db = createDatabase({
    connectionString: pgbouncer.connectionString,
    directConnectionString: harness.connectionString,
  });
  const spoolFolder = path.join(tmpdir(), "callwright-pooler-spool");
  intake = createIntake({ db, spoolFolder, bodyBytesMax: 8_000_000 });
});
afterAll(async () => {
  await db.close();
  await pgbouncer.stop();
  await harness.dispose();
});

async function receive(rawBody: Buffer): Promise<void> {
  const timestampSeconds = Math.floor(Date.now() / 1000);
  await receiveWebhook(
    { ...harness.context(), db, actor: { kind: "webhook", provider: "elevenlabs" } },
    {
      signature: signWebhook({ secret: webhookSecret, timestampSeconds, rawBody }),
      contentEncoding: null,
      contentLength: null,
      place: null,
      body: new Blob([new Uint8Array(rawBody)]).stream(),
    },
    {
      secrets: [webhookSecret],
      ageSecondsMax: 3600,
      limits: { eventBytesMax: 2_000_000, audioBytesMax: 8_000_000 },
      storage: harness.storage,
      intake,
    },
  );
}

test("events of many senders at once are kept through the pooler, booked once by a worker beside it, and announced", async () => {
  const tenants = await Promise.all(Array.from({ length: 8 }, () => harness.createTenant()));
  const announced = new Set<string | null>();
  const feed = createChangeFeed(db.directConnectionString);
  feed.subscribeToAll((change, userId) => "table" in change && change.table === "calls" && announced.add(userId));
  for (const end = Date.now() + 10_000; !feed.isConnected() && Date.now() < end; ) await sleep(20);
  // What is announced names a tenant only to anyone who knows which one to expect.
  for (const { userId } of tenants) feed.watch(userId);
  const lines: string[] = [];
  const logger = createLogger("warn", { write: (line: string) => void lines.push(line) });
  const jobs = await startJobs({ connectionString: db.directConnectionString, env: jobsEnv, logger });
  const wake = createIngestionWaker(db);

  const queue = Array.from({ length: eventCount }, (_, n) =>
    conversationEvent({ agentId: tenants[n % tenants.length]?.providerAgentId ?? "", collected: { intent_score: 60 } }),
  ).values();
  const work = async () => {
    for (const event of queue) {
      await receive(Buffer.from(pythonJson(event)));
      wake();
    }
  };
  await Promise.all(Array.from({ length: senders }, work));

  const events = () =>
    harness.rows(
      "SELECT status, count(*)::integer AS events, max(attempts) AS attempts FROM webhook_events GROUP BY 1",
    );
  const wanted = [{ status: "processed", events: eventCount, attempts: 1 }];
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
    if (JSON.stringify(await events()) === JSON.stringify(wanted)) break;
  }
  expect(await events()).toEqual(wanted);
  expect(await harness.rows("SELECT count(*)::integer AS calls FROM calls")).toEqual([{ calls: eventCount }]);
  expect([...announced].sort()).toEqual(tenants.map(({ userId }) => userId).sort());
  expect((await checkReadiness(db)).jobs).toBe("ok");
  await feed.close();
  await jobs.stop();
  expect(withoutLateConnections(lines)).toEqual([]);
});
