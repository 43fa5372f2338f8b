import type { Transaction } from "@/lib/db/transaction";
import type { LocalNow } from "@/lib/platform/date-range/local-now";
import type { ComparedRange } from "@/lib/platform/date-range/resolve-compared";
import type { OverviewPoint } from "./overview";
import type { Tenant } from "./read-segments";

export type HourFigures = { day: string; hour: number; calls: number };

/** The counted calls of some days by the hour they began; days by index, however long the history. */
export async function readHours(tx: Transaction, tenant: Tenant, days: readonly string[]): Promise<HourFigures[]> {
  const { rows } = await tx.query<HourFigures>(
    `SELECT call_date AS day, extract(hour FROM started_at AT TIME ZONE $2)::integer AS hour, count(*)::integer AS calls
       FROM unnest($3::date[]) d (day) JOIN calls ON call_date = d.day
        AND started_at >= (d.day::timestamp AT TIME ZONE $2) - interval '2 hours'
        AND started_at < ((d.day + 1)::timestamp AT TIME ZONE $2) + interval '2 hours'
      WHERE user_id = $1 AND is_counted
      GROUP BY 1, 2`,
    [tenant.userId, tenant.timezone, [...new Set(days)]],
  );
  return rows;
}

/**
 * Every hour of a day beside the same one of the day it is compared with, as far as the clock has come. An hour is compared with a whole
 * hour, so that the other day's course also shows what is to be expected.
 */
export function hourlyPoints(
  rows: readonly HourFigures[],
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
