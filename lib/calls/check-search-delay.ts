import type { Database } from "@/lib/db/database";
import { readSearchDelay } from "./read-search-delay";

/** Words are made within seconds; for a minute they wait only when the job is away or does not keep up. */
const searchDelaySecondsMax = 60;

export type SearchReadiness = {
  state: "ok" | "degraded" | "unknown";
  /** How long the first call that waits for its words has waited, and how many changes of calls wait. */
  delaySeconds: number | null;
  pendingCalls: number | null;
};

/** Whether fresh calls are found by their words. An instance serves without that: whoever sends it requests need not stop. */
export async function checkSearchDelay(db: Pick<Database, "inbox">): Promise<SearchReadiness> {
  try {
    const { oldestSeconds, pendingCalls } = await readSearchDelay(db);
    return {
      state: oldestSeconds > searchDelaySecondsMax ? "degraded" : "ok",
      delaySeconds: Math.round(oldestSeconds),
      pendingCalls,
    };
  } catch {
    return { state: "unknown", delaySeconds: null, pendingCalls: null };
  }
}
