import { addDays, daysBetween } from "./days";
import type { LocalNow } from "./local-now";
import { type DateRange, Day } from "./schema";

/** `weekdays` is the default: days that begin on the same weekday. */
const comparisonKinds = ["weekdays", "previous", "year", "custom"] as const;
export type ComparisonKind = (typeof comparisonKinds)[number];

export type Span = Pick<DateRange, "from" | "to">;

/** The days that a period is compared with; both ends are inclusive. */
export type Comparison = Span & {
  kind: ComparisonKind;
  days: number;
  /** While the period still runs, the time of day (`HH:MM`) up to which the last of these days counts; null for whole days. */
  until: string | null;
  /** Where the days would end if the period were over. */
  wholeTo: string;
};

/** The whole days of a period: without the last one where only a part of it counts. */
export const wholeDaysOf = ({ from, to, until }: Span & { until?: string | null }): Span => ({
  from,
  to: until ? addDays(to, -1) : to,
});

/**
 * The days that a period is compared with: as many, the latest that end before it and begin on its weekday (`weekdays`), those right before
 * it (`previous`), or the same dates of the year before (`year`). Of a period that still runs only the part that is over is compared.
 */
export function comparedWith(period: Span, kind: Exclude<ComparisonKind, "custom">, now: LocalNow): Comparison {
  const days = daysBetween(period.from, period.to) + 1;
  if (kind === "year") {
    const whole = { from: yearBefore(period.from), to: yearBefore(period.to) };
    return samePart({ kind, period, whole, now, counterpart: yearBefore });
  }
  const shift = kind === "weekdays" ? Math.ceil(days / 7) * 7 : days;
  return samePart({ kind, period, whole: shifted(period, shift), now, counterpart: (day) => addDays(day, -shift) });
}

/** Days that somebody chose. As many as the period has are compared up to the same point; of other lengths, all of them. */
export function comparedWithDays(period: Span, whole: Span, now: LocalNow): Comparison {
  const kind = "custom";
  if (daysBetween(period.from, period.to) !== daysBetween(whole.from, whole.to)) return wholeDays(kind, whole);
  const shift = daysBetween(whole.from, period.from);
  return samePart({ kind, period, whole, now, counterpart: (day) => addDays(day, -shift) });
}

/** A calendar period and the one before it, which may be longer or shorter: day by day from their beginnings. */
export function comparedWithPeriod(period: Span, whole: Span, now: LocalNow): Comparison {
  const counterpart = (day: string) => addDays(whole.from, daysBetween(period.from, day));
  return samePart({ kind: "previous", period, whole, now, counterpart });
}

type Parts = {
  kind: ComparisonKind;
  period: Span;
  whole: Span;
  now: LocalNow;
  /** The day that stands for a day of the period. */
  counterpart(day: string): string;
};

function samePart({ kind, period, whole, now, counterpart }: Parts): Comparison {
  if (now.day > period.to) return wholeDays(kind, whole);
  // The period has not begun, so nothing is compared.
  if (now.day < period.from)
    return { kind, from: whole.from, to: whole.from, days: 1, until: "00:00", wholeTo: whole.to };
  const to = counterpart(now.day);
  if (to > whole.to) return wholeDays(kind, whole);
  return { kind, from: whole.from, to, days: daysBetween(whole.from, to) + 1, until: now.time, wholeTo: whole.to };
}

function wholeDays(kind: ComparisonKind, { from, to }: Span): Comparison {
  return { kind, from, to, days: daysBetween(from, to) + 1, until: null, wholeTo: to };
}

function shifted({ from, to }: Span, days: number): Span {
  return { from: addDays(from, -days), to: addDays(to, -days) };
}

/** The same day a year before; the 28th of February for the 29th. */
function yearBefore(day: string): string {
  const before = `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4)}`;
  return Day.safeParse(before).success ? before : addDays(day, -366);
}
