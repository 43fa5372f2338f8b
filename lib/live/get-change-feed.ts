import { getDatabase } from "@/lib/db/get-database";
import { type ChangeFeed, createChangeFeed } from "./change-feed";

// Kept on the global object: a bundler may load this module once for pages and once for route handlers.
const holder: typeof globalThis & { callwrightChangeFeed?: ChangeFeed } = globalThis;

/** The one change feed of this web process, opened at its first use. */
export function getChangeFeed(): ChangeFeed {
  holder.callwrightChangeFeed ??= createChangeFeed(getDatabase().directConnectionString);
  return holder.callwrightChangeFeed;
}
