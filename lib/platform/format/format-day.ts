import { shortMonths, shortWeekdays } from "./months";

/**
 * A calendar day given as `YYYY-MM-DD`: "22 Nov 2026", "22 Nov" (`short`) or "Sun 22 Nov" (`weekday`).
 * A text of another shape comes back unchanged.
 */
export function formatDay(day: string, style: "long" | "short" | "weekday" = "long"): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return day;
  const [, year, month, date] = match;
  const short = `${Number(date)} ${shortMonths[Number(month) - 1] ?? month}`;
  if (style === "short") return short;
  if (style === "long") return `${short} ${year}`;
  return `${shortWeekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]} ${short}`;
}
