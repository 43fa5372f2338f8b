import type { Comparison } from "./comparison";

/** A comparison as the addresses of all pages write it; nothing for the usual one. */
export function comparisonParams({ kind, from, wholeTo }: Comparison): Record<string, string> {
  if (kind === "weekdays") return {};
  return kind === "custom" ? { vs: kind, vsFrom: from, vsTo: wholeTo } : { vs: kind };
}
