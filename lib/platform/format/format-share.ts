/** A share in whole per cent, or a dash of nothing. */
export function formatShare(part: number, whole: number): string {
  return whole > 0 ? `${Math.round((part / whole) * 100)}\u00a0%` : "–";
}

/** The width of a bar that shows a share, as CSS; at most the whole. */
export function barWidth(part: number, whole: number): string {
  return `${whole > 0 ? Math.min(100, (part / whole) * 100) : 0}%`;
}
