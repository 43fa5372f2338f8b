import { addDays } from "@/lib/platform/date-range/days";
import type { PeriodType } from "./period-type";

/** The first day of the day, week (from Monday), month or quarter that a day lies in. */
export function firstDayOf(type: PeriodType, day: string): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  switch (type) {
    case "daily":
      return day;
    case "weekly":
      return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
    case "monthly":
      return `${day.slice(0, 8)}01`;
    case "quarterly":
      return `${year}-${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`;
  }
}
