import { type RawBuilder, sql } from "kysely";

/** The instant at which the clocks of a zone show a time of a day; null without one. */
export const instantOfDay = (day: string, time: string | null, zone: string): RawBuilder<Date> =>
  sql<Date>`((${day}::date + ${time}::time) AT TIME ZONE ${zone})`;
