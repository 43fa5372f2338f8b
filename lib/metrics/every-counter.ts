import type { Counter } from "./declaration";
import { counters } from "./registry";
import { scoreCounters } from "./score-counters";

/** Every counter in the order of the rollups' columns. What is derived of them (rates, averages) has no counter. */
export const everyCounter: readonly Counter[] = [...Object.values<Counter>(counters), ...scoreCounters];
