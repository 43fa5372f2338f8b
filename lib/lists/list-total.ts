/** How many a list has in all; with `isMore` there are more than `count`. */
export type ListTotal = { count: number; isMore: boolean };

/** Counting beyond this would take longer than the number is worth. */
export const countedMax = 10_000;

/** What was counted as far as one more than `countedMax`. */
export function toTotal(counted: number): ListTotal {
  return { count: Math.min(counted, countedMax), isMore: counted > countedMax };
}

/** The total of a list when counting stopped after at least this many; rounded, because it is not exact. */
export function totalAbove(seen: number): ListTotal {
  if (seen > countedMax) return { count: countedMax, isMore: true };
  const below = Math.max(0, seen - 1);
  const step = 10 ** Math.max(0, String(below).length - 2);
  return { count: Math.floor(below / step) * step, isMore: true };
}

/** The total of lists that have nothing in common. */
export function addTotals(totals: readonly ListTotal[]): ListTotal {
  return {
    count: totals.reduce((sum, { count }) => sum + count, 0),
    isMore: totals.some(({ isMore }) => isMore),
  };
}
