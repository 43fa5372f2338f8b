import { type ChangeFeed, type ChangeListener, createChangeFeed } from "./change-feed";
import { getDatabase } from "./get-database";

const holder: typeof globalThis & { callwrightChangeFeed?: ChangeFeed } = globalThis;

/** Hears of every committed change of the tenant's data through this process's one change feed; returns the way to stop. */
export function subscribeToChanges(userId: string, listener: ChangeListener): () => void {
  holder.callwrightChangeFeed ??= createChangeFeed(getDatabase().connectionString);
  return holder.callwrightChangeFeed.subscribe(userId, listener);
}
