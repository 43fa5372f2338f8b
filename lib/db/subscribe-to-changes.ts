import type { ChangeListener } from "./change-feed";
import { getChangeFeed } from "./get-change-feed";

/** Hears of every committed change of the tenant's data through this process's one change feed; returns the way to stop. */
export function subscribeToChanges(userId: string, listener: ChangeListener): () => void {
  return getChangeFeed().subscribe(userId, listener);
}
