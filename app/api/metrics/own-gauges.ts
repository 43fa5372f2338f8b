import { readSearchDelay } from "@/lib/calls/search/read-search-delay";
import type { Database } from "@/lib/db/database";

/** One number that a part of the product reads from the database each time. */
export type OwnGauge = { name: `callwright_${string}`; help: string; value: number };

/** Add further gauges here and in docs/operations.md. */
export async function readOwnGauges(db: Database): Promise<OwnGauge[]> {
  const search = await readSearchDelay(db);
  return [
    {
      name: "callwright_search_delay_seconds",
      help: "How long the oldest call that is not indexed yet has waited; 0 when there is none.",
      value: search.oldestSeconds,
    },
    {
      name: "callwright_search_pending_calls",
      help: "Changes of calls that are not indexed yet; 100,000 means that or more.",
      value: search.pendingCalls,
    },
    {
      name: "callwright_search_failed_calls",
      help: "Calls that could not be indexed.",
      value: search.failedCalls,
    },
  ];
}
