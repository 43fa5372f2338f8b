import { counter } from "./metric";

const lookups = counter(
  "callwright_cache_lookups_total",
  "Lookups in a cache: found, not found, or past it because it could not be trusted.",
  ["cache", "result"],
);

/** Counts one lookup: of figures or settings in this process's memory, or of figures that processes share in `dashboard_cache`. */
export function countLookup(cache: "figures" | "settings" | "dashboard", result: "hit" | "miss" | "bypass"): void {
  lookups.inc({ cache, result });
}
