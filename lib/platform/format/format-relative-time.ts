import { formatDay } from "./format-day";
import { zonedParts } from "./zoned-parts";

/**
 * How long ago something was, as people say it: "just now", "4 min ago", "3 h ago", "yesterday 14:05", "12 Nov, 14:05", "12 Nov 2025, 14:05".
 * Days are those of the zone; what lies ahead (a clock that runs fast) counts as now.
 */
export function formatRelativeTime(instant: Date | string, now: Date | string, timezone: string): string {
  const at = new Date(instant);
  const reference = new Date(now);
  const seconds = Math.floor((reference.getTime() - at.getTime()) / 1000);
  if (seconds < 45) return "just now";
  if (seconds < 3600) return `${Math.max(1, Math.round(seconds / 60))} min ago`;

  const then = zonedParts(at, timezone);
  const today = zonedParts(reference, timezone).day;
  if (then.day === today) return `${Math.floor(seconds / 3600)} h ago`;
  const time = then.time.slice(0, 5);
  if (then.day === dayBefore(today)) return `yesterday ${time}`;
  return `${formatDay(then.day, then.day.slice(0, 4) === today.slice(0, 4) ? "short" : "long")}, ${time}`;
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
