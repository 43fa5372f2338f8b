import { tzOffset } from "@date-fns/tz";
import type { Random } from "./create-random";
import type { Caller } from "./find-caller";
import type { Scenario } from "./scenarios/scenario";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const HOURS = ["nine", "ten", "eleven", "twelve", "one", "two", "three", "four", "five"] as const;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The words that fill a template's slots during one call. */
export type Slots = Readonly<Record<string, string>> & { readonly meetingAt: string };

export function createSlots(random: Random, scenario: Scenario, caller: Caller, startedAt: Date): Slots {
  const offset = tzOffset(scenario.timezone, startedAt);
  const local = new Date(startedAt.getTime() + offset * MINUTE_MS);
  const meeting = pickMeeting(random, local);
  const other = pickMeeting(random, local);
  const deadline = new Date(local.getTime() + random.integer(5, 17) * DAY_MS);
  return {
    firstName: caller.firstName,
    fullName: caller.fullName,
    company: caller.company ?? "",
    email: caller.email,
    spokenEmail: speakEmail(caller.email),
    business: scenario.business,
    persona: scenario.persona,
    count: String(random.integer(scenario.counts.min, scenario.counts.max)),
    sum: random.pick(scenario.sums),
    daypart: daypart(local.getUTCHours()),
    weekday: weekdayOf(deadline),
    day: ordinal(deadline.getUTCDate()),
    slotA: speakMoment(meeting),
    slotB: speakMoment(other.getTime() === meeting.getTime() ? new Date(other.getTime() + DAY_MS / 24) : other),
    meetingAt: writeLocal(meeting, scenario.timezone),
  };
}

/** A half or full hour in business time, one to nine days ahead; the fields of the date in UTC are the local time. */
function pickMeeting(random: Random, local: Date): Date {
  let day = Math.floor(local.getTime() / DAY_MS) + random.integer(1, 9);
  while ([0, 6].includes(new Date(day * DAY_MS).getUTCDay())) day += 1;
  const halfHours = random.integer(18, 33);
  return new Date(day * DAY_MS + halfHours * 30 * MINUTE_MS);
}

function speakMoment(local: Date): string {
  const hour = HOURS[local.getUTCHours() - 9] ?? "noon";
  const time = local.getUTCMinutes() === 30 ? `half past ${hour}` : hour;
  return `${weekdayOf(local)} the ${ordinal(local.getUTCDate())} at ${time}`;
}

/** ISO 8601 with the zone's offset at that moment. */
function writeLocal(local: Date, timezone: string): string {
  const offset = tzOffset(timezone, local);
  const sign = offset < 0 ? "-" : "+";
  const hours = Math.floor(Math.abs(offset) / 60);
  const clock = `${twoDigits(hours)}:${twoDigits(Math.abs(offset) % 60)}`;
  return `${local.toISOString().slice(0, 19)}${sign}${clock}`;
}

function speakEmail(email: string): string {
  return email.replace("@", " at ").replaceAll(".", " dot ");
}

function daypart(hour: number): string {
  if (hour < 12) return "Good morning";
  return hour < 18 ? "Good afternoon" : "Good evening";
}

function weekdayOf(local: Date): string {
  return WEEKDAYS[local.getUTCDay()] ?? "Monday";
}

function ordinal(day: number): string {
  const ending =
    day % 10 === 1 && day !== 11
      ? "st"
      : day % 10 === 2 && day !== 12
        ? "nd"
        : day % 10 === 3 && day !== 13
          ? "rd"
          : "th";
  return `${day}${ending}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
