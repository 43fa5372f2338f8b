import type { LinkedPoint } from "@/lib/analytics/linked-metrics";
import { formatDay } from "@/lib/platform/format/format-day";

type Point = Pick<LinkedPoint, "day" | "lastDay" | "hour" | "isRunning">;
type PreviousPoint = Pick<LinkedPoint, "previousDay" | "previousLastDay" | "previousUntil">;

/** When a point is: an hour, a day or several; what is not over yet says so. */
export function pointLabel({ day, lastDay, hour, isRunning }: Point): string {
  const label = hour === null ? daysLabel(day, lastDay) : `${hour}:00 to ${hour}:59`;
  return isRunning ? `${label}, so far` : label;
}

/** When the point is that it is compared with; null where there is none. */
export function previousLabel({ previousDay, previousLastDay, previousUntil }: PreviousPoint): string | null {
  if (!previousDay || !previousLastDay) return null;
  const label = daysLabel(previousDay, previousLastDay);
  return previousUntil ? `${label}, up to ${previousUntil}` : label;
}

function daysLabel(from: string, to: string): string {
  return from === to ? formatDay(from, "weekday") : `${formatDay(from, "short")} – ${formatDay(to, "short")}`;
}
