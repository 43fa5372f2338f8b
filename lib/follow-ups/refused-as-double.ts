import { isUniqueViolation } from "@/lib/db/pg-errors";
import { AppError } from "@/lib/platform/errors";
import { formatDay } from "@/lib/platform/format/format-day";

/** What the database's refusal of a second follow-up of a person on a day means; another error as it is. */
export function refusedAsDouble(error: unknown, day?: string): unknown {
  if (!isUniqueViolation(error, "follow_ups_one_pending_per_person_and_day")) return error;
  const when = day ? `on ${formatDay(day)}` : "on that day";
  const message = `This person is to be followed up ${when} already. Change that follow-up, or choose another day.`;
  return new AppError("CONFLICT", message, day ? { fields: { date: message } } : {});
}
