import { createFigureCache, type FigureCache } from "./figure-cache";
import { getChangeFeed } from "./get-change-feed";

// Kept on the global object: a bundler may load this module once for pages and once for route handlers.
const holder: typeof globalThis & { callwrightFigures?: FigureCache } = globalThis;

/** The one memory of figures of this web process. */
export function getFigureCache(): FigureCache {
  holder.callwrightFigures ??= createFigureCache(getChangeFeed());
  return holder.callwrightFigures;
}
