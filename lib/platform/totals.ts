export type Total = { metric: "runs" | "failures" | "seconds" | "events"; label: string; value: number };

// Kept on the global object: a bundler may load this module once for each of several entries.
const holder: typeof globalThis & { callwrightTotals?: Map<string, Total> } = globalThis;

/** Counts in this process's memory, until the process records what it has counted; labels come from the code alone. */
export function addTotal(metric: Total["metric"], label: string, value = 1): void {
  holder.callwrightTotals ??= new Map();
  const key = `${metric} ${label}`;
  const before = holder.callwrightTotals.get(key)?.value ?? 0;
  holder.callwrightTotals.set(key, { metric, label, value: before + value });
}

/** Everything counted since the last time; what could not be recorded is added again. */
export function takeTotals(): Total[] {
  const taken = [...(holder.callwrightTotals?.values() ?? [])];
  holder.callwrightTotals?.clear();
  return taken;
}
