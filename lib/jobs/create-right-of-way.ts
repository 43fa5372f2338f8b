import { setTimeout as sleep } from "node:timers/promises";

export type RightOfWay = {
  /** Runs work with priority. */
  goFirst<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when no work with priority has run for `quietMs` (default 0), or after `waitMsMax`, so that nobody waits forever. */
  giveWay(options: { quietMs?: number; waitMsMax: number }): Promise<void>;
};

/** Lets less urgent work of a process give way to work with priority, which it would delay on few cores. */
export function createRightOfWay(): RightOfWay {
  const underWay = new Set<Promise<unknown>>();
  let lastEndedAtMs = Number.NEGATIVE_INFINITY;
  return {
    async goFirst(work) {
      const running = work();
      underWay.add(running);
      try {
        return await running;
      } finally {
        underWay.delete(running);
        lastEndedAtMs = performance.now();
      }
    },
    async giveWay({ quietMs = 0, waitMsMax }) {
      const deadlineMs = performance.now() + waitMsMax;
      for (;;) {
        const nowMs = performance.now();
        const isQuiet = underWay.size === 0 && nowMs - lastEndedAtMs >= quietMs;
        if (isQuiet || nowMs >= deadlineMs) return;
        if (underWay.size > 0) await settledOrLate(underWay, deadlineMs - nowMs);
        else await sleep(Math.min(deadlineMs, lastEndedAtMs + quietMs) - nowMs);
      }
    },
  };
}

async function settledOrLate(work: Iterable<Promise<unknown>>, waitMs: number): Promise<void> {
  const waited = new AbortController();
  await Promise.race([
    Promise.allSettled(work),
    sleep(waitMs, undefined, { signal: waited.signal }).catch(() => undefined),
  ]);
  waited.abort();
}
