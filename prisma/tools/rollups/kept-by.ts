import type { Counter, Rollup } from "@/lib/metrics/declaration";
import { everyCounter } from "@/lib/metrics/every-counter";

export const keptBy = (rollup: Rollup): Counter[] => everyCounter.filter((counter) => counter.keptIn[rollup]);
