import { formatDay } from "./format-day";

type Days = { from: string; to: string };

/** Days that follow each other: "22 Nov 2026", "16 – 22 Nov 2026", "26 Sep – 25 Oct 2026" or "20 Dec 2025 – 3 Jan 2026". */
export function formatSpan({ from, to }: Days): string {
  if (from === to) return formatDay(to);
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${formatDay(from)} – ${formatDay(to)}`;
  const isOneMonth = from.slice(0, 7) === to.slice(0, 7);
  return `${isOneMonth ? Number(from.slice(8)) : formatDay(from, "short")} – ${formatDay(to)}`;
}
