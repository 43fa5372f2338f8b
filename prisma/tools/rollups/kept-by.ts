import { type Counter, counters, type Rollup } from "@/lib/metrics/counters";

export const keptBy = (rollup: Rollup): Counter[] => counters.filter((counter) => counter.keptIn[rollup]);

/** What a rollup calls a counter. */
export function columnOf(counter: Counter, rollup: Rollup): string {
  const kept = counter.keptIn[rollup];
  return typeof kept === "string" ? kept : counter.name;
}
