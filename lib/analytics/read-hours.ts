import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import type { LocalNow } from "@/lib/platform/date-range/local-now";
import type { ComparedRange } from "@/lib/platform/date-range/resolve-compared";
import type { OverviewPoint } from "./overview";
import type { Tenant } from "./read-segments";

export type HourFigures = { day: string; hour: number; calls: number };

type Day = { day: string };

/** The counted calls of some days by the hour they began; days by index, however long the history. */
export function readHours(
  { kysely }: Transaction,
  { userId, timezone }: Tenant,
  days: readonly string[],
): Promise<HourFigures[]> {
  const midnightOf = (day: string) => sql`(${sql.raw(day)}::timestamp AT TIME ZONE ${timezone})`;
  return kysely
    .selectFrom(sql<Day>`unnest(${[...new Set(days)]}::date[])`.as<"d">(sql`d (day)`))
    .innerJoin("calls", (join) =>
      join
        .onRef("calls.call_date", "=", "d.day")
        .on(sql<boolean>`started_at >= ${midnightOf("d.day")} - interval '2 hours'`)
        .on(sql<boolean>`started_at < ${midnightOf("(d.day + 1)")} + interval '2 hours'`),
    )
    .select([
      "call_date as day",
      sql<number>`extract(hour FROM started_at AT TIME ZONE ${timezone})::integer`.as("hour"),
      sql<number>`count(*)::integer`.as("calls"),
    ])
    .where("user_id", "=", userId)
    .where("is_counted", "=", true)
    .groupBy([sql`1`, sql`2`])
    .execute();
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
