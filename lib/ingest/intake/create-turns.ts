/** Does some work when it is its turn. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets so much work be under way at once, and the rest wait in the order in which it came. */
export function createTurns(turnsMax: number): InTurn {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return async (work) => {
    if (taken < turnsMax) taken += 1;
    else await new Promise<void>((begin) => waiting.push(begin));
    try {
      return await work();
    } finally {
      const begin = waiting.shift();
      if (begin) begin();
      else taken -= 1;
    }
  };
}
