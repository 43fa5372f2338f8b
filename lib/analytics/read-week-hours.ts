import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { type FieldOfMetric, fieldOfMetric } from "@/lib/metrics/field-of-metric";
import { countedByHour, type HourMetric } from "@/lib/metrics/registry";
import { sumsOf } from "@/lib/metrics/rollup-columns";
import type { Days } from "@/lib/metrics/totals";

/** An hour of the week in the tenant's zone; `weekday` 1 is Monday. */
export type WeekHour = { weekday: number; hour: number } & Record<FieldOfMetric<HourMetric>, number>;

/** The hours of a period's days added up by their place in the week; those without anything are left out. */
export function readWeekHours({ kysely }: Transaction, userId: string, { from, to }: Days): Promise<WeekHour[]> {
  return kysely
    .selectFrom("user_analytics")
    .select([
      sql<number>`extract(isodow FROM date)::integer`.as("weekday"),
      "hour",
      ...sumsOf("hours", countedByHour.map(fieldOfMetric)),
    ])
    .where("user_id", "=", userId)
    .where("date", ">=", from)
    .where("date", "<=", to)
    .where("hour", "is not", null)
    .groupBy([sql`1`, "hour"])
    .$narrowType<{ hour: number }>()
    .execute();
}
