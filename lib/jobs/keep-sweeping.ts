import type { Logger } from "@/lib/platform/logger";

export type Sweep = {
  everyMs: number;
  work(): Promise<unknown>;
  /** The log message of a failure; the next run retries. */
  complaint: string;
};

export type Sweeping = {
  /** Runs all of them at once, in addition to their schedule. */
  sweepNow(): void;
  stop(): void;
};

/** Runs small maintenance tasks periodically beside the jobs. A task that takes longer than its interval is not started a second time. */
export function keepSweeping(sweeps: readonly Sweep[], logger: Pick<Logger, "warn">): Sweeping {
  const kept = sweeps.map((sweep) => ({ everyMs: sweep.everyMs, run: onceAtATime(sweep, logger) }));
  const timers = kept.map(({ everyMs, run }) => setInterval(run, everyMs));
  return {
    sweepNow() {
      for (const { run } of kept) run();
    },
    stop() {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

function onceAtATime({ work, complaint }: Sweep, logger: Pick<Logger, "warn">): () => void {
  let isRunning = false;
  return () => {
    if (isRunning) return;
    isRunning = true;
    work()
      .catch((error: unknown) => logger.warn({ err: error }, complaint))
      .finally(() => {
        isRunning = false;
      });
  };
}
