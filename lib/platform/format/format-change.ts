import { formatDecimal } from "./format-decimal";

export type Change = { direction: "up" | "down" | "same"; text: string };

/**
 * How `current` differs from `previous`: relative in per cent, or in points when both are percentages already.
 * From elevenfold on it is said as a multiple. Null when there is no data to compare with: a missing value, or growth from zero.
 */
export function formatChange(
  current: number | null,
  previous: number | null,
  measure: "relative" | "points",
): Change | null {
  if (current === null || previous === null) return null;
  if (measure === "relative" && previous === 0) return current === 0 ? { direction: "same", text: "no change" } : null;
  const difference = measure === "points" ? current - previous : ((current - previous) / Math.abs(previous)) * 100;
  if (measure === "relative" && difference >= 1000)
    return { direction: "up", text: `×${formatDecimal(current / previous, 0)}` };
  const magnitude = formatDecimal(Math.abs(difference), Math.abs(difference) < 10 ? 1 : 0);
  if (Number(magnitude) === 0) return { direction: "same", text: "no change" };
  const sign = difference > 0 ? "+" : "−";
  return {
    direction: difference > 0 ? "up" : "down",
    text: `${sign}${magnitude}${measure === "points" ? " pts" : "\u00a0%"}`,
  };
}
