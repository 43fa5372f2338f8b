import { z } from "zod";
import type { Database } from "@/lib/db/database";

const Row = z.object({
  pending_calls: z.number(),
  oldest_seconds: z.number(),
  rebuilds: z.number(),
  failed_calls: z.number(),
});

export type SearchDelay = {
  /** Changes of calls that are not indexed yet; 100,000 means that or more. */
  pendingCalls: number;
  /** How long the first of them has waited; 0 when none does. */
  oldestSeconds: number;
  /** Ranges of days whose calls are recreated behind the fresh ones. */
  rebuilds: number;
  /** Calls that could not be indexed. */
  failedCalls: number;
};

/** How far the search index is behind. */
export async function readSearchDelay(db: Pick<Database, "inbox">): Promise<SearchDelay> {
  const { rows } = await db.inbox.query("SELECT * FROM read_search_delay()");
  const row = Row.parse(rows[0]);
  return {
    pendingCalls: row.pending_calls,
    oldestSeconds: row.oldest_seconds,
    rebuilds: row.rebuilds,
    failedCalls: row.failed_calls,
  };
}
