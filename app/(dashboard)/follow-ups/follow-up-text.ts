import type { FollowUp } from "@/lib/follow-ups/schema";
import { daysBetween } from "@/lib/platform/date-range/days";
import { formatDay } from "@/lib/platform/format/format-day";

/** How a follow-up's person is called. */
export function nameOf({ name, phoneNumber, email }: FollowUp): string {
  return name ?? phoneNumber ?? email ?? "Website visitor";
}

/** Whom several are about, as a message says it. */
export function whoOf(followUps: readonly FollowUp[]): string {
  const [only] = followUps;
  return only && followUps.length === 1 ? nameOf(only) : `${followUps.length} follow-ups`;
}

/** How far away a day is: "Today", "Tomorrow", "3 days overdue", "Mon 30 Nov". */
export function dayLabel(day: string, today: string): string {
  const distance = daysBetween(today, day);
  if (distance === 0) return "Today";
  if (distance === 1) return "Tomorrow";
  if (distance === -1) return "Yesterday";
  if (day.slice(0, 4) !== today.slice(0, 4)) return formatDay(day);
  return formatDay(day, "weekday");
}
