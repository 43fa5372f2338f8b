import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs work when it is its turn; work with priority waits only for the one in progress.
 * @param isOver if aborted while the work waits, it is not run, and its resources are released at once.
 * @throws the reason of the abort.
 */
export type InTurn = <T>(goesFirst: boolean, work: () => Promise<T>, isOver: AbortSignal) => Promise<T>;

/** Runs work one at a time in order of arrival, with a pause after each of a multiple of its duration. */
export function createTurns(restFactor: number): InTurn {
  const first = new Set<() => void>();
  const others = new Set<() => void>();
  let isTaken = false;
  return async (goesFirst, work, isOver) => {
    isOver.throwIfAborted();
    if (isTaken) await turnOf(goesFirst ? first : others, isOver);
    isTaken = true;
    const startedMs = performance.now();
    try {
      return await work();
    } finally {
      await sleep(restFactor * (performance.now() - startedMs));
      const [begin] = first.size > 0 ? first : others;
      if (begin) begin();
      else isTaken = false;
    }
  };
}

function turnOf(queue: Set<() => void>, isOver: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      queue.delete(begin);
      reject(isOver.reason);
    };
    const begin = () => {
      queue.delete(begin);
      isOver.removeEventListener("abort", leave);
      resolve();
    };
    queue.add(begin);
    isOver.addEventListener("abort", leave);
  });
}
