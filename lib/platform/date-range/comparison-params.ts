import type { Comparison } from "./comparison";

/** The address parameters of a comparison; none for the default. */
export function comparisonParams({ kind, from, wholeTo }: Comparison): Record<string, string> {
  if (kind === "weekdays") return {};
  return kind === "custom" ? { vs: kind, vsFrom: from, vsTo: wholeTo } : { vs: kind };
}
