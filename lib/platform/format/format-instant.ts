import { formatDay } from "./format-day";
import { zonedParts } from "./zoned-parts";

/** An instant in a zone: "22 Nov 2026, 14:05" (`minute`), with seconds (`second`), or "14:05:09" alone (`time`). */
export function formatInstant(
  instant: Date | string,
  timezone: string,
  style: "minute" | "second" | "time" = "minute",
): string {
  const { day, time } = zonedParts(new Date(instant), timezone);
  if (style === "time") return time;
  return `${formatDay(day)}, ${style === "minute" ? time.slice(0, 5) : time}`;
}
