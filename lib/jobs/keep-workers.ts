import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type RunnerOptions, runTaskList, type TaskList, type WorkerEvents, type WorkerPool } from "graphile-worker";
import type pg from "pg";
import type { Logger } from "@/lib/platform/logger";

export type Workers = {
  /** Lets the jobs under way end, and takes nothing new. */
  stop(): Promise<void>;
};

const pauseMs = 500;

/**
 * Takes jobs until it is stopped, however often the database goes away meanwhile. The library's own runner ends with the
 * first minute that it cannot write down, its workers with a job whose end they cannot report, and those that find no
 * database when they start never find it again: all of them are replaced as soon as it answers.
 * @param onStart called whenever workers begin: what was asked for while there were none may be lost.
 */
export function keepWorkers(
  options: RunnerOptions & { pgPool: pg.Pool },
  taskList: TaskList,
  { logger, onStart }: { logger: Logger; onStart: () => void },
): Workers {
  const { pgPool } = options;
  const stopping = new AbortController();
  let workers: WorkerPool | null = null;
  let replacing = Promise.resolve();

  const start = () => {
    const events: WorkerEvents = new EventEmitter();
    const started = runTaskList({ ...options, events, noHandleSignals: true }, taskList, pgPool);
    workers = started;
    const onFailure = ({ error }: { error: unknown }) => {
      if (workers !== started || stopping.signal.aborted) return;
      logger.warn({ err: error }, "The job workers lost the database and are replaced.");
      workers = null;
      replacing = replace(started);
    };
    events.on("worker:getJob:error", onFailure).on("worker:fatalError", onFailure);
    onStart();
  };
  const replace = async (lost: WorkerPool) => {
    const ended = lost.gracefulShutdown();
    if (await untilAnswering(pgPool, stopping.signal)) start();
    await ended;
  };

  start();
  return {
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
