import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import type { Tenant } from "@/lib/metrics/totals";
import type { LocalNow } from "@/lib/platform/date-range/local-now";
import type { ComparedRange } from "@/lib/platform/date-range/resolve-compared";
import type { OverviewPoint } from "./overview";

export type HourTotals = { day: string; hour: number; calls: number };

/** The counted calls of some days by the hour they began, as the rollups keep them. */
export function readHours(
  { kysely }: Transaction,
  { userId }: Pick<Tenant, "userId">,
  days: readonly string[],
): Promise<HourTotals[]> {
  return kysely
    .selectFrom("user_analytics")
    .select(["date as day", "hour", "total_calls as calls"])
    .where("user_id", "=", userId)
    .where("date", "=", sql<string>`ANY (${days}::date[])`)
    .where("hour", "is not", null)
    .$narrowType<{ hour: number }>()
    .execute();
}

/**
 * Every hour of a day beside the same one of the day it is compared with, as far as the clock has come. An hour is compared with a whole
 * hour, so that the other day's course also shows what is to be expected.
 */
export function hourlyPoints(
  rows: readonly HourTotals[],
  now: LocalNow,
  { range: { from }, comparison }: ComparedRange,
): OverviewPoint[] {
  const found = new Map(rows.map(({ day, hour, calls }) => [`${day} ${hour}`, calls]));
  const currentHour = Number(now.time.slice(0, 2));
  const isAhead = (hour: number) => from > now.day || (from === now.day && hour > currentHour);
  return Array.from({ length: 24 }, (_, hour) => ({
    day: from,
    lastDay: from,
    hour,
    calls: isAhead(hour) ? null : (found.get(`${from} ${hour}`) ?? 0),
    isRunning: from === now.day && hour === currentHour,
    previousDay: comparison.from,
    previousLastDay: comparison.from,
    previousUntil: null,
    previousCalls: found.get(`${comparison.from} ${hour}`) ?? 0,
  }));
}
