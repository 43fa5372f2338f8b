import type { Transaction } from "@/lib/db/transaction";
import type { DateRange } from "@/lib/platform/date-range/schema";
import { zonedParts } from "@/lib/platform/format/zoned-parts";
import type { OverviewPoint } from "./overview";

export type HourFigures = { day: string; hour: number; calls: number };

/** The ended calls of one day and the one before it by the hour they began; two days by index, however long the history. */
export async function readHours(
  tx: Transaction,
  { userId, timezone }: { userId: string; timezone: string },
  { from, previousFrom }: DateRange,
): Promise<HourFigures[]> {
  const { rows } = await tx.query<HourFigures>(
    `SELECT call_date AS day, extract(hour FROM started_at AT TIME ZONE $2)::integer AS hour, count(*)::integer AS calls
       FROM calls
      WHERE user_id = $1 AND call_date BETWEEN $3::date AND $4::date AND status IN ('completed', 'failed')
        AND started_at >= ($3::date::timestamp AT TIME ZONE $2) - interval '2 hours'
        AND started_at < (($4::date + 1)::timestamp AT TIME ZONE $2) + interval '2 hours'
      GROUP BY 1, 2`,
    [userId, timezone, previousFrom, from],
  );
  return rows;
}

/** Every hour of the day beside the same one of the day before, as far as the clock has come. */
export function hourlyPoints(
  rows: readonly HourFigures[],
  { timezone, now }: { timezone: string; now: Date },
  { from, previousFrom }: DateRange,
): OverviewPoint[] {
  const found = new Map(rows.map(({ day, hour, calls }) => [`${day} ${hour}`, calls]));
  const local = zonedParts(now, timezone);
  const isAhead = (hour: number) => from > local.day || (from === local.day && hour > Number(local.time.slice(0, 2)));
  return Array.from({ length: 24 }, (_, hour) => ({
    day: from,
    hour,
    calls: isAhead(hour) ? null : (found.get(`${from} ${hour}`) ?? 0),
    previousDay: previousFrom,
    previousCalls: found.get(`${previousFrom} ${hour}`) ?? 0,
  }));
}
