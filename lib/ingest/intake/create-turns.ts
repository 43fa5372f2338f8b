import { setTimeout as sleep } from "node:timers/promises";

/**
 * Does some work when it is its turn; whoever goes first waits for none of the others but the one that is under way.
 * @param isOver called off while it waits, it is not done, and what it holds is let go at once.
 * @throws the reason for which it was called off.
 */
export type InTurn = <T>(goesFirst: boolean, work: () => Promise<T>, isOver: AbortSignal) => Promise<T>;

/** Lets one piece of work be under way, in the order in which they came, with a rest after each that is so many times as long as it took. */
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
