import { setTimeout as sleep } from "node:timers/promises";

export type RightOfWay = {
  /** Runs work that goes first. */
  goFirst<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Resolves when no work that goes first has been under way for `quietMs`, zero if not said; after `waitMsMax` in any case, so that
   * nobody waits forever.
   */
  giveWay(options: { quietMs?: number; waitMsMax: number }): Promise<void>;
};

/** Kinds of work of one process, of which some can wait: on few cores they would make the others late. */
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
