import { callsHref, type ListedDays } from "@/lib/calls/calls-href";
import { weekdayNames } from "@/lib/platform/format/months";
import { measures } from "./measures";
import type { WeekHour } from "./read-week-hours";

export const hourMeasures = ["calls", "answered", "leads", "qualified"] as const;
export type HourMeasure = (typeof hourMeasures)[number];

export type WeekCell = { weekday: number; hour: number; value: number; href: string };

const countOf: Record<HourMeasure, (hour: WeekHour) => number> = {
  calls: ({ calls }) => calls,
  answered: ({ answeredCalls }) => answeredCalls,
  leads: ({ leads }) => leads,
  qualified: ({ qualifiedLeads }) => qualifiedLeads,
};

/** Every hour of the week, from Monday 0:00, with the calls that began in it; 7 rows of 24. */
export function weekGrid(range: ListedDays, hours: readonly WeekHour[], measure: HourMeasure): WeekCell[][] {
  const found = new Map(hours.map((each) => [`${each.weekday} ${each.hour}`, each]));
  return weekdayNames.map((_, index) =>
    Array.from({ length: 24 }, (__, hour) => {
      const weekday = index + 1;
      const figures = found.get(`${weekday} ${hour}`);
      const place = { weekday: String(weekday), hour: String(hour) };
      return {
        weekday,
        hour,
        value: figures ? countOf[measure](figures) : 0,
        href: callsHref(range, { ...measures[measure].behind, ...place }),
      };
    }),
  );
}
