import type { Database } from "@/lib/db/database";
import { readSearchDelay } from "./read-search-delay";

/** Calls are indexed within seconds; a delay of a minute means that the job is not running or does not keep up. */
const searchDelaySecondsMax = 60;

export type SearchReadiness = {
  state: "ok" | "degraded" | "unknown";
  /** How long the first call that waits for its words has waited, and how many changes of calls wait. */
  delaySeconds: number | null;
  pendingCalls: number | null;
};

/** Whether new calls are indexed for search in time. This does not affect readiness. */
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
