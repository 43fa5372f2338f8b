import type { Logger } from "@/lib/platform/logger";

export type Sweep = {
  everyMs: number;
  work(): Promise<unknown>;
  /** What is logged when it fails; the next time tries again. */
  complaint: string;
};

export type Sweeping = {
  /** Does all of them at once, besides their times. */
  sweepNow(): void;
  stop(): void;
};

/** Does small upkeep again and again beside the jobs. One that takes longer than its interval is not begun a second time. */
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
