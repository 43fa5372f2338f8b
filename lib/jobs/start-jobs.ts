import { runMigrations, type TaskList, type WorkerEvents, Logger as WorkerLogger } from "graphile-worker";
import pg from "pg";
import type { Context, ProcessActor } from "@/lib/access/context";
import { indexCalls } from "@/lib/calls/search/index-calls";
import { workOnImport } from "@/lib/contacts/imports/work-on-import";
import { callFunction } from "@/lib/db/call-function";
import { createDatabase } from "@/lib/db/database";
import { processPendingEvents } from "@/lib/ingest/process-pending-events";
import { releaseHeldEvents } from "@/lib/ingest/release-held-events";
import { systemClock } from "@/lib/platform/clock";
import type { Env } from "@/lib/platform/env";
import type { Logger } from "@/lib/platform/logger";
import { requestIdFrom } from "@/lib/platform/request-id";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import { countJobs } from "./count-jobs";
import { createRightOfWay } from "./create-right-of-way";
import { type Heart, keepBeating } from "./keep-beating";
import { keepIngesting } from "./keep-ingesting";
import { keepSweeping, type Sweep } from "./keep-sweeping";
import { keepWorkers } from "./keep-workers";
import { oneAtATime } from "./one-at-a-time";
import { queueDueTasks } from "./queue-due-tasks";
import { recordRun } from "./record-run";
import { releaseDeadWorkers } from "./release-dead-workers";
import { replayEvents } from "./replay-events";
import { requestStalledImports } from "./request-stalled-imports";
import { schedule, scheduledTasks } from "./schedule";
import { type MailEnv, sendRequestedMail } from "./send-requested-mail";
import { changeTimeZone } from "./upkeep/change-time-zone";

export type Jobs = {
  /** Waits for the work in progress, and takes no new work. */
  stop(): Promise<void>;
};

const concurrency = 5;
const workerPoolMax = 7;
/** Booking comes before indexing: while events are booked, a batch of calls waits at most this long to be indexed. */
export const searchWait = { waitMsMax: 200 };
/** Expected delay from the processing of a call until search finds it. */
export const searchSweepMs = 1_000;
/** Maintenance of a tenant starts when no events have been booked for a moment. */
const upkeepWait = { quietMs: 200, waitMsMax: 1_000 };

/** Runs the background jobs in this process; any number of processes may do so against one database. */
export async function startJobs(options: {
  connectionString: string;
  env: Pick<Env, "storageDir"> & MailEnv;
  logger: Logger;
}): Promise<Jobs> {
  const { connectionString, logger } = options;
  const db = createDatabase({
    connectionString,
    applicationName: "callwright job work",
    connectionsMax: concurrency + 4,
  });
  const storage = createDiskStorage(options.env.storageDir);
  const stopping = new AbortController();
  // Readiness counts the processes that are connected under this name.
  const pgPool = new pg.Pool({
    connectionString,
    max: workerPoolMax,
    application_name: "callwright jobs",
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // A connection in use has its own listener, without which its breaking would end the process.
  pgPool.on("connect", (client) => client.on("error", () => {}));
  pgPool.on("error", (error) => logger.warn({ err: error }, "A job connection broke and is replaced."));

  const contextOf = (name: string): Context<ProcessActor> => ({
    actor: { kind: "job", name },
    db,
    clock: systemClock,
    requestId: requestIdFrom(),
  });
  const rightOfWay = createRightOfWay();
  const index = oneAtATime((ctx: Context<ProcessActor>) =>
    indexCalls(ctx, { signal: stopping.signal, giveWay: () => rightOfWay.giveWay(searchWait) }),
  );
  const taskList: TaskList = {
    "index-calls": async () => {
      await index(contextOf("index-calls"));
    },
    "change-time-zone": async (payload) => {
      await recordRun(contextOf("change-time-zone"), "change-time-zone", (ctx) => changeTimeZone(ctx, payload));
      await releaseHeldEvents(contextOf("change-time-zone"));
    },
    "send-mail": async (payload, { job }) => {
      await recordRun(contextOf("send-mail"), "send-mail", (ctx) =>
        sendRequestedMail(ctx, options.env, payload, job.created_at),
      );
    },
    "import-contacts": async (payload) => {
      await recordRun(contextOf("import-contacts"), "import-contacts", (ctx) =>
        workOnImport(ctx, payload, storage, stopping.signal),
      );
    },
    "replay-events": async (payload) => {
      await recordRun(contextOf("replay-events"), "replay-events", (ctx) =>
        replayEvents(ctx, storage, payload, stopping.signal),
      );
    },
  };
  for (const [name, task] of Object.entries(scheduledTasks)) {
    taskList[name] = async () => {
      await recordRun(contextOf(name), name, (ctx) =>
        task(ctx, { storage, signal: stopping.signal, giveWay: () => rightOfWay.giveWay(upkeepWait) }),
      );
    };
  }
  const workerOptions = {
    pgPool,
    concurrency,
    pollInterval: 2_000,
    logger: new WorkerLogger(() => (level, message, meta) => {
      const quiet = level === "error" || level === "warning" ? level : "debug";
      logger[quiet === "warning" ? "warn" : quiet]({ job: meta }, message);
    }),
  };
  await runMigrations(workerOptions);
  const tasks = new Set(Object.keys(taskList));
  let heart: Heart | undefined;
  const sweeping = keepSweeping(sweepsOf(contextOf("sweep"), pgPool), logger);
  const onEvents = (events: WorkerEvents) => {
    countJobs(events, tasks);
    // Recorded at once for those who wait until this process is ready.
    events.once("worker:getJob:empty", () => void heart?.beat());
    events.once("job:start", () => void heart?.beat());
  };
  const workers = keepWorkers(workerOptions, taskList, { logger, onStart: sweeping.sweepNow, onEvents });
  const ingesting = keepIngesting({
    connectionString,
    work: () =>
      rightOfWay.goFirst(() => processPendingEvents(contextOf("process-webhook-events"), storage, stopping.signal)),
    logger,
  });
  heart = keepBeating(db, { workers, logger });

  return {
    async stop() {
      sweeping.stop();
      stopping.abort();
      await Promise.all([ingesting.stop(), workers.stop()]);
      await heart?.stop();
      await db.close();
      await pgPool.end();
    },
  };
}

function sweepsOf(ctx: Context<ProcessActor>, pgPool: pg.Pool): Sweep[] {
  return [
    {
      // Events of a tenant whose zone changed while the process died that changed it.
      everyMs: 60_000,
      work: () => releaseHeldEvents(ctx),
      complaint: "The inbox could not be swept.",
    },
    {
      // Users need not wait until the job of a killed process is released: a stalled import is queued again.
      everyMs: 15_000,
      work: () => requestStalledImports(ctx),
      complaint: "Stalled imports could not be resumed.",
    },
    {
      everyMs: 60_000,
      work: () => releaseDeadWorkers(pgPool),
      complaint: "The locks of killed processes could not be released.",
    },
    {
      // Twice a minute, so that a slot is at most half a minute late.
      everyMs: 30_000,
      work: () => queueDueTasks(pgPool, schedule, systemClock.now()),
      complaint: "Scheduled tasks could not be queued; the next attempt queues them.",
    },
    {
      everyMs: searchSweepMs,
      work: () => ctx.db.job((tx) => callFunction(tx, "wake_call_searches", {})),
      complaint: "The indexing of waiting calls could not be requested.",
    },
  ];
}
