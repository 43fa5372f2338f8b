import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type RunnerOptions, runTaskList, type TaskList, type WorkerEvents, type WorkerPool } from "graphile-worker";
import type pg from "pg";
import type { Logger } from "@/lib/platform/logger";
import { createWorkWatch } from "./work-watch";

export type Workers = {
  /** When the queue last answered workers that work, or null while they do not. */
  workedAt(): Date | null;
  /** The names under which they hold jobs, including replaced workers that may still run one. */
  workerIds(): string[];
  /** Waits for the jobs in progress, and takes no new ones. */
  stop(): Promise<void>;
};

export type Patience = {
  /** Before the second replacement in a row; doubled by each further one. */
  delayMs: number;
  delayMsMax: number;
  /** Workers that ran for longer have their count of failures reset. */
  steadyMs: number;
};

type Surroundings = {
  logger: Logger;
  /** Called whenever workers start: requests made while there were none may be lost. */
  onStart: () => void;
  onEvents?: (events: WorkerEvents) => void;
  patience?: Partial<Patience>;
};

const pauseMs = 500;
const usual: Patience = { delayMs: 1_000, delayMsMax: 30_000, steadyMs: 60_000 };

/**
 * Runs jobs until it is stopped, however often the database is unavailable meanwhile. The library's runner stops at the first minute that
 * it cannot record, its workers at a job whose end they cannot report, and workers that start without a database never reconnect: all of
 * them are replaced as soon as it answers, with a growing delay if that does not help.
 */
export function keepWorkers(
  options: RunnerOptions & { pgPool: pg.Pool; concurrency: number },
  taskList: TaskList,
  { logger, onStart, onEvents, patience }: Surroundings,
): Workers {
  const { pgPool } = options;
  const { delayMs, delayMsMax, steadyMs } = { ...usual, ...patience };
  const stopping = new AbortController();
  const watch = createWorkWatch(options.concurrency);
  let workers: WorkerPool | null = null;
  let replacing = Promise.resolve();
  let startedMs = 0;
  let failures = 0;
  const workerIds = new Set<string>();

  const start = () => {
    const events: WorkerEvents = new EventEmitter();
    watch.follow(events);
    events.on("worker:create", ({ worker }) => workerIds.add(worker.workerId));
    events.on("worker:stop", ({ worker }) => workerIds.delete(worker.workerId));
    onEvents?.(events);
    startedMs = Date.now();
    const started = runTaskList({ ...options, events, noHandleSignals: true }, taskList, pgPool);
    workers = started;
    const onFailure = ({ error }: { error: unknown }) => {
      if (workers !== started || stopping.signal.aborted) return;
      if (Date.now() - startedMs > steadyMs) failures = 0;
      failures += 1;
      const waitMs = failures === 1 ? 0 : Math.min(delayMs * 2 ** (failures - 2), delayMsMax);
      logger.warn(
        { err: error, failures, waitSeconds: waitMs / 1000 },
        "The job workers lost the database and are replaced.",
      );
      workers = null;
      replacing = replace(started, waitMs);
    };
    events.on("worker:getJob:error", onFailure).on("worker:fatalError", onFailure);
    onStart();
  };
  const replace = async (lost: WorkerPool, waitMs: number) => {
    const ended = lost
      .gracefulShutdown()
      .catch((error: unknown) => logger.warn({ err: error }, "Workers that lost the database did not end cleanly."));
    await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (await untilAnswering(pgPool, stopping.signal)) start();
    await ended;
  };

  start();
  return {
    workedAt() {
      // Workers that fail at once may get an occasional answer in between without doing any work.
      const isFailing = failures > 1 && Date.now() - startedMs < steadyMs / 2;
      return workers === null || isFailing ? null : watch.workedAt();
    },
    workerIds: () => [...workerIds],
    async stop() {
      stopping.abort();
      await Promise.all([replacing, workers?.gracefulShutdown()]);
    },
  };
}

/** False when `signal` was aborted first. */
async function untilAnswering(pgPool: pg.Pool, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    try {
      await pgPool.query("SELECT 1");
      return !signal.aborted;
    } catch {
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return false;
}
