import { TZDate } from "@date-fns/tz";
import * as chrono from "chrono-node";

const dayMs = 86_400_000;
const iso = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * The demo's moment from what an analysis wrote: ISO 8601 with an offset, without one (then in `timeZone`), or prose such as "Friday at 10
 * am", read from the day of the call. Null when day or hour cannot be determined, or when the time is before the call or more than two
 * years after it.
 */
export function parseDemoTime(text: string | null, callStartedAt: Date, timeZone: string): Date | null {
  if (text === null || text.length > 200) return null;
  const moment = parseIso(text, timeZone) ?? parseProse(text, callStartedAt, timeZone);
  if (moment === null || Number.isNaN(moment.getTime())) return null;
  const ahead = moment.getTime() - callStartedAt.getTime();
  return ahead < 0 || ahead > 730 * dayMs ? null : moment;
}

function parseIso(text: string, timeZone: string): Date | null {
  const match = iso.exec(text.trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.trim().split(/\D+/).map(Number);
  // A day that the month does not have would silently become one of the next month.
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59) return null;
  const offset = match[3];
  if (offset) return new Date(text.trim().replace(" ", "T").replace(/\s/g, ""));
  return new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime());
}

function parseProse(text: string, callStartedAt: Date, timeZone: string): Date | null {
  const local = new TZDate(callStartedAt.getTime(), timeZone);
  const reference = { instant: callStartedAt, timezone: -local.getTimezoneOffset() };
  const [result] = chrono.parse(spelledOut(text), reference, { forwardDate: true });
  const start = result?.start;
  const isDated = start?.isCertain("day") || start?.isCertain("weekday");
  if (!start || !isDated || !start.isCertain("hour")) return null;
  if (start.isCertain("timezoneOffset")) return start.date();
  const [year, month, day] = [start.get("year"), start.get("month"), start.get("day")];
  if (year === null || month === null || day === null) return null;
  const wall = new TZDate(year, month - 1, day, start.get("hour") ?? 0, start.get("minute") ?? 0, timeZone);
  return new Date(wall.getTime());
}

const units = "first second third fourth fifth sixth seventh eighth ninth".split(" ");
const teens =
  "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(" ");
const hours = "one two three four five six seven eight nine ten eleven twelve".split(" ");

/** "September twenty-sixth, at ten in the morning" as "September 26, at 10 am": the analysis writes what it heard. */
function spelledOut(text: string): string {
  return text
    .toLowerCase()
    .replace(/\btwentieth\b/g, "20")
    .replace(/\bthirtieth\b/g, "30")
    .replace(/\b(twenty|thirty)[- ](\w+)\b/g, (whole, tens: string, unit: string) => {
      const ones = units.indexOf(unit) + 1;
      return ones === 0 ? whole : String((tens === "twenty" ? 20 : 30) + ones);
    })
    .replace(/\b(\w+th|first|second|third)\b/g, (word) => {
      const index = units.indexOf(word);
      const teen = teens.indexOf(word);
      return index >= 0 ? String(index + 1) : teen >= 0 ? String(teen + 10) : word;
    })
    .replace(/\bat (\w+)\b/g, (whole, word: string) => (hours.includes(word) ? `at ${hours.indexOf(word) + 1}` : whole))
    .replace(/(\d)(:\d\d)? (o'clock )?in the morning\b/g, "$1$2 am")
    .replace(/(\d)(:\d\d)? (o'clock )?in the (afternoon|evening)\b/g, "$1$2 pm");
}
