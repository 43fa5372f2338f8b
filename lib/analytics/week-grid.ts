import { callsHref, type ListedDays } from "@/lib/metrics/calls-href";
import { fieldOfMetric } from "@/lib/metrics/field-of-metric";
import { metrics } from "@/lib/metrics/metrics";
import type { HourMetric } from "@/lib/metrics/registry";
import { weekdayNames } from "@/lib/platform/format/months";
import type { WeekHour } from "./read-week-hours";

export type WeekCell = { weekday: number; hour: number; value: number; href: string };

/** Every hour of the week, from Monday 0:00, with the calls that began in it; 7 rows of 24. */
export function weekGrid(range: ListedDays, hours: readonly WeekHour[], metric: HourMetric): WeekCell[][] {
  const found = new Map(hours.map((each) => [`${each.weekday} ${each.hour}`, each]));
  const field = fieldOfMetric(metric);
  return weekdayNames.map((_, index) =>
    Array.from({ length: 24 }, (__, hour) => {
      const weekday = index + 1;
      const place = { weekday: String(weekday), hour: String(hour) };
      return {
        weekday,
        hour,
        value: found.get(`${weekday} ${hour}`)?.[field] ?? 0,
        href: callsHref(range, { ...metrics[metric].behind, ...place }),
      };
    }),
  );
}
