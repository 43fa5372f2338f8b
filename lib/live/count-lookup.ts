import { counter } from "@/lib/platform/metric";

const lookups = counter(
  "callwright_cache_lookups_total",
  "Lookups in a cache: hit, miss, or bypassed because it could not be trusted.",
  ["cache", "result"],
);

/** Counts one lookup: of metrics or settings in this process's memory, or of metrics that processes share in `dashboard_cache`. */
export function countLookup(cache: "metrics" | "settings" | "dashboard", result: "hit" | "miss" | "bypass"): void {
  lookups.inc({ cache, result });
}
