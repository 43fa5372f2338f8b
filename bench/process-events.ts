import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Context, ProcessActor } from "@/lib/access/context";
import { indexCalls } from "@/lib/calls/search/index-calls";
import { createDatabase } from "@/lib/db/database";
import { processPendingEvents } from "@/lib/ingest/process-pending-events";
import { createRightOfWay } from "@/lib/jobs/create-right-of-way";
import { searchSweepMs, searchWait } from "@/lib/jobs/start-jobs";
import { systemClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { settleAll } from "@/lib/platform/settle-all";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import type { Storage } from "@/lib/storage/storage";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { insertFinalRows } from "./insert-final-rows";
import { median, perSecond, type Result, secondsOf } from "./measure";
import { conversationBodies, createTenants, withOwner } from "./tenants";

const eventsPerRun = 3_000;
const warmUpEvents = 500;
const runsOf = (isQuick: boolean) => (isQuick ? 1 : 5);

/** Events fully processed, against a plain multi-row INSERT of the rows that came of them, without the product's triggers. */
export async function benchProcessing(serverUrl: string, template: string, isQuick: boolean): Promise<Result> {
  const ours: number[] = [];
  const plain: number[] = [];
  const eventsInserted = eventsPerRun + warmUpEvents;
  for (let run = 0; run < runsOf(isQuick); run += 1) {
    const database = await createScratchDatabase(serverUrl, template);
    ours.push(await timeProcessing(database.connectionString, 20, run * 1_000_000));
    plain.push(await insertFinalRows(database.connectionString, serverUrl, template));
    await database.drop();
  }
  return {
    part: "b",
    what: "events processed, all rows and rollups / multi-row INSERT of the same rows, no triggers",
    ours: perSecond(eventsPerRun, median(ours)),
    against: perSecond(eventsInserted, median(plain)),
    ratio: median(plain) / eventsInserted / (median(ours) / eventsPerRun),
    bound: { min: 0.4 },
  };
}

/** The same number of events, all of one tenant, against spread over a thousand. */
export async function benchHotTenant(serverUrl: string, template: string, isQuick: boolean): Promise<Result> {
  const seconds: Record<"hot" | "spread", number[]> = { hot: [], spread: [] };
  for (let run = 0; run < runsOf(isQuick); run += 1) {
    for (const [kind, tenants] of [
      ["hot", 1],
      ["spread", 1_000],
    ] as const) {
      const database = await createScratchDatabase(serverUrl, template);
      seconds[kind].push(await timeProcessing(database.connectionString, tenants, run * 1_000_000));
      await database.drop();
    }
  }
  return {
    part: "d",
    what: "events processed, all of one tenant / spread over 1,000 tenants",
    ours: perSecond(eventsPerRun, median(seconds.hot)),
    against: perSecond(eventsPerRun, median(seconds.spread)),
    ratio: median(seconds.spread) / median(seconds.hot),
    bound: { min: 0.7 },
  };
}

/** Seconds for a full inbox; a first, smaller one warms caches and plans. */
async function timeProcessing(connectionString: string, tenants: number, seed: number): Promise<number> {
  const db = createDatabase({ connectionString, connectionsMax: 4 });
  const storage = createDiskStorage(path.join(tmpdir(), "callwright-bench"));
  const ctx = { actor: { kind: "job", name: "bench" } as const, db, clock: systemClock, requestId: "bench" };
  try {
    return await withOwner(connectionString, async (owner) => {
      const agentIds = await createTenants(owner, "bench", tenants, tenants === 1 ? 5 : 1);
      await fillInbox(owner, conversationBodies(warmUpEvents, agentIds, seed + 500_000));
      await processPendingEvents(ctx, storage);
      await indexCalls(ctx);
      await fillInbox(owner, conversationBodies(eventsPerRun, agentIds, seed));
      const seconds = await secondsOf(() => bookAndIndex(ctx, storage));
      const { rows } = await owner.query("SELECT FROM webhook_events WHERE status <> 'processed'");
      if (rows.length > 0) throw new Error(`${rows.length} events were not processed.`);
      return seconds;
    });
  } finally {
    await db.close();
  }
}

/** Both jobs in one process, as a worker runs them: words are made beside the booking, which goes first. */
async function bookAndIndex(ctx: Context<ProcessActor>, storage: Storage): Promise<void> {
  const rightOfWay = createRightOfWay();
  const booked = new AbortController();
  const booking = rightOfWay.goFirst(() => processPendingEvents(ctx, storage)).finally(() => booked.abort());
  const index = () => indexCalls(ctx, { giveWay: () => rightOfWay.giveWay(searchWait) });
  const indexing = async () => {
    while (!booked.signal.aborted) {
      await sleep(searchSweepMs, undefined, { signal: booked.signal }).catch(() => undefined);
      await index();
    }
    await index();
  };
  await settleAll([booking, indexing()]);
}

async function fillInbox(owner: pg.Client, bodies: readonly Buffer[]): Promise<void> {
  await owner.query("BEGIN");
  for (const body of bodies) {
    await owner.query(
      `INSERT INTO webhook_events (id, provider, body, body_bytes, body_sha256, signed_at)
       VALUES ($1, 'elevenlabs', $2, $3, $4, now())`,
      [newId(), body, body.byteLength, createHash("sha256").update(body).digest()],
    );
  }
  await owner.query("COMMIT");
  await owner.query("CHECKPOINT");
}
