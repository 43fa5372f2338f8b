import { setTimeout as sleep } from "node:timers/promises";

/** Does some work when it is its turn; whoever goes first waits for none of the others but the one that is under way. */
export type InTurn = <T>(goesFirst: boolean, work: () => Promise<T>) => Promise<T>;

/** Lets one piece of work be under way, in the order in which they came, with a rest after each that is so many times as long as it took. */
export function createTurns(restFactor: number): InTurn {
  const first: (() => void)[] = [];
  const others: (() => void)[] = [];
  let isTaken = false;
  return async (goesFirst, work) => {
    if (isTaken) await new Promise<void>((begin) => (goesFirst ? first : others).push(begin));
    isTaken = true;
    const startedMs = performance.now();
    try {
      return await work();
    } finally {
      await sleep(restFactor * (performance.now() - startedMs));
      const begin = first.shift() ?? others.shift();
      if (begin) begin();
      else isTaken = false;
    }
  };
}
