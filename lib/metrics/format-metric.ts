import { formatCount } from "@/lib/platform/format/format-count";
import { formatDecimal } from "@/lib/platform/format/format-decimal";
import type { Metric } from "./metrics";

/** A metric as it is shown, without its unit: a ratio to one decimal place, a dash for what is unknown. */
export function formatMetric({ kind }: Pick<Metric, "kind">, value: number | null): string {
  if (value === null) return "–";
  return kind === "ratio" ? formatDecimal(value, 1) : formatCount(value);
}
