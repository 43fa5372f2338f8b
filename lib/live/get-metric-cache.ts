import { getChangeFeed } from "./get-change-feed";
import { createMetricCache, type MetricCache } from "./metric-cache";

// Kept on the global object: a bundler may load this module once for pages and once for route handlers.
const holder: typeof globalThis & { callwrightMetrics?: MetricCache } = globalThis;

/** The metrics cache of this web process. */
export function getMetricCache(): MetricCache {
  holder.callwrightMetrics ??= createMetricCache(getChangeFeed());
  return holder.callwrightMetrics;
}
