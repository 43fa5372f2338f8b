import type { Database } from "@/lib/db/database";

const quietMs = 25;

/**
 * Asks for the inbox to be processed: at once, then at most every 25 ms however many events come. A request that is lost
 * (a crash, a database going away) is made good by the next event or the minutely job.
 */
export function createIngestionWaker(db: Pick<Database, "inbox">): () => void {
  let timer: NodeJS.Timeout | undefined;
  let asked = false;
  const ask = () => {
    asked = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (asked) ask();
    }, quietMs);
    db.inbox.query("SELECT wake_ingestion()").catch(() => {});
  };
  return () => {
    asked = true;
    if (timer === undefined) ask();
  };
}
