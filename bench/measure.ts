/** One line of the table: what was measured, the two sides of the ratio, and what it must reach. */
export type Result = {
  /** Its letter in the table. */
  part: string;
  what: string;
  ours: string;
  against: string;
  ratio: number;
  /** The bound, and on which side of it the ratio has to be. */
  bound: { min: number } | { max: number };
};

export function holds({ ratio, bound }: Result): boolean {
  return "min" in bound ? ratio >= bound.min : ratio <= bound.max;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param share 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return (performance.now() - startedMs) / 1000;
}

export const perSecond = (count: number, seconds: number) => `${Math.round(count / seconds).toLocaleString("en")}/s`;
export const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
