import { gauge } from "@/lib/platform/metric";
import type { ChangeListener } from "./change-feed";
import { getChangeFeed } from "./get-change-feed";

const streams = gauge("callwright_live_streams", "Open streams that tell pages of changes.", []);

/** Hears of every committed change of the tenant's data through this process's one change feed; returns the way to stop. */
export function subscribeToChanges(userId: string, listener: ChangeListener): () => void {
  const unsubscribe = getChangeFeed().subscribe(userId, listener);
  let isOpen = true;
  streams.inc();
  return () => {
    if (isOpen) streams.dec();
    isOpen = false;
    unsubscribe();
  };
}
