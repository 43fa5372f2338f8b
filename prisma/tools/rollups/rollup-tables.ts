import type { Counter, Rollup } from "@/lib/metrics/declaration";
import { everyCounter } from "@/lib/metrics/every-counter";
import { columnOf } from "@/lib/metrics/kept-in";
import { keptBy } from "./kept-by";

export type CounterColumn = { name: string; isLarge: boolean };

const rollupOf: Readonly<Record<string, Rollup>> = {
  agent_analytics: "agentDays",
  user_daily_analytics: "agentDays",
  user_analytics: "hours",
  call_analytics_cache: "periods",
  call_segment_analytics: "segments",
};

/** What a transaction moves the rollups by; there, a counter that a statement does not move is NULL. */
export const changesTable = "rollup_changes";

/** The tables that have counters, and their columns of these. */
export const rollupTables: Readonly<Record<string, readonly CounterColumn[]>> = {
  ...Object.fromEntries(
    Object.entries(rollupOf).map(([table, rollup]) => [
      table,
      keptBy(rollup).map((counter) => columnFor(counter, columnOf(counter, rollup))),
    ]),
  ),
  [changesTable]: everyCounter.map((counter) => columnFor(counter, counter.column)),
};

function columnFor({ isLarge }: Counter, name: string): CounterColumn {
  return { name, isLarge: isLarge === true };
}
