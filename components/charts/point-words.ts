import type { LinkedPoint } from "@/lib/analytics/linked-figures";
import { formatDay } from "@/lib/platform/format/format-day";

type Point = Pick<LinkedPoint, "day" | "lastDay" | "hour" | "isRunning">;
type PreviousPoint = Pick<LinkedPoint, "previousDay" | "previousLastDay" | "previousUntil">;

/** When a point is: an hour, a day or several; what is not over yet says so. */
export function pointWords({ day, lastDay, hour, isRunning }: Point): string {
  const words = hour === null ? daysWords(day, lastDay) : `${hour}:00 to ${hour}:59`;
  return isRunning ? `${words}, so far` : words;
}

/** When the point is that it is compared with; null where there is none. */
export function previousWords({ previousDay, previousLastDay, previousUntil }: PreviousPoint): string | null {
  if (!previousDay || !previousLastDay) return null;
  const words = daysWords(previousDay, previousLastDay);
  return previousUntil ? `${words}, up to ${previousUntil}` : words;
}

function daysWords(from: string, to: string): string {
  return from === to ? formatDay(from, "weekday") : `${formatDay(from, "short")} – ${formatDay(to, "short")}`;
}
