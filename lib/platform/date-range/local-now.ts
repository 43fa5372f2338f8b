import { zonedParts } from "../format/zoned-parts";

/** The calendar day (`YYYY-MM-DD`) and the time of day (`HH:MM`) that a zone's clocks show. */
export type LocalNow = { day: string; time: string };

/** What the clocks of a zone show at an instant, without its seconds. */
export function localNow(timezone: string, now: Date): LocalNow {
  const { day, time } = zonedParts(now, timezone);
  return { day, time: time.slice(0, 5) };
}
