import { setTimeout as sleep } from "node:timers/promises";

export type RightOfWay = {
  /** Runs work that goes first. */
  goFirst<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves as soon as no work that goes first is under way; at the latest after `msMax`, so that nobody waits forever. */
  giveWay(msMax: number): Promise<void>;
};

/** Two kinds of work of one process, of which one can wait: on few cores they would make each other late. */
export function createRightOfWay(): RightOfWay {
  const underWay = new Set<Promise<unknown>>();
  return {
    async goFirst(work) {
      const running = work();
      underWay.add(running);
      try {
        return await running;
      } finally {
        underWay.delete(running);
      }
    },
    async giveWay(msMax) {
      if (underWay.size === 0) return;
      const waited = new AbortController();
      await Promise.race([
        Promise.allSettled(underWay),
        sleep(msMax, undefined, { signal: waited.signal }).catch(() => undefined),
      ]);
      waited.abort();
    },
  };
}
