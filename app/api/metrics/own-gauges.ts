import { readSearchDelay } from "@/lib/calls/read-search-delay";
import type { Database } from "@/lib/db/database";

/** One number that a part of the product reads from the database each time. */
export type OwnGauge = { name: `callwright_${string}`; help: string; value: number };

/** Whatever else is worth watching is entered here, and in docs/operations.md. */
export async function readOwnGauges(db: Database): Promise<OwnGauge[]> {
  const search = await readSearchDelay(db);
  return [
    {
      name: "callwright_search_delay_seconds",
      help: "How long the first call that waits for its words has waited; 0 when none does.",
      value: search.oldestSeconds,
    },
    {
      name: "callwright_search_pending_calls",
      help: "Changes of calls whose words are not made yet; 100,000 stands for more.",
      value: search.pendingCalls,
    },
    {
      name: "callwright_search_failed_calls",
      help: "Calls whose words could not be made.",
      value: search.failedCalls,
    },
  ];
}
