import { gauge } from "@/lib/platform/metric";
import type { ChangeListener } from "./change-feed";
import { getChangeFeed } from "./get-change-feed";

const streams = gauge("callwright_live_streams", "Open streams that notify pages of changes.", []);

/** Subscribes to committed changes of the tenant's data over this process's change feed. @returns the function that unsubscribes. */
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
