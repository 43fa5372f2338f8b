import { zonedParts } from "../format/zoned-parts";

/** The calendar day (`YYYY-MM-DD`) that it is in a zone at an instant. */
export function todayIn(timezone: string, now: Date): string {
  return zonedParts(now, timezone).day;
}
