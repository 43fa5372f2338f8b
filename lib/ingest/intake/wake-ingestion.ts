import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/db/database";

const quietMs = 25;
const retryMs = 1_000;

/**
 * Asks for the inbox to be processed: at once, then at most every 25 ms however many events come, and again until the database has received
 * it. A request lost in a crash is covered by the next poll of the job processes.
 */
export function createIngestionWaker(db: Pick<Database, "inbox">): () => void {
  let isAsking = false;
  let isWanted = false;
  const ask = async () => {
    isAsking = true;
    while (isWanted) {
      isWanted = false;
      const isHeard = await db.inbox.query("SELECT wake_ingestion()").then(
        () => true,
        () => false,
      );
      if (!isHeard) isWanted = true;
      await sleep(isHeard ? quietMs : retryMs, undefined, { ref: false });
    }
    isAsking = false;
  };
  return () => {
    isWanted = true;
    if (!isAsking) void ask();
  };
}
