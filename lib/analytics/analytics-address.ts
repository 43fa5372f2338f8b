import { rangeParams } from "@/lib/metrics/calls-href";
import { comparisonParams } from "@/lib/platform/date-range/comparison-params";
import { type AnalyticsQuery, filterParams } from "./analytics-query";

/** A parameter's new value; null takes it out of the address. */
export type AnalyticsChanges = Readonly<Record<string, string | null>>;

/** The query string of Analytics for a query, with some parameters changed. */
export function analyticsSearch(query: AnalyticsQuery, changes: AnalyticsChanges = {}): string {
  const { range, comparison, filters, granularity, agents } = query;
  const search = new URLSearchParams({
    ...rangeParams(range),
    ...comparisonParams(comparison),
    ...filterParams(filters),
    ...(granularity !== "day" && { by: granularity }),
  });
  if (agents) {
    search.set("compare", "agents");
    if (agents.length > 0) search.set("agents", agents.join(","));
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) search.delete(name);
    else search.set(name, value);
  }
  return search.toString();
}
