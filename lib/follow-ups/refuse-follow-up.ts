import { refusedAs } from "@/lib/db/refused-as";
import { AppError } from "@/lib/platform/errors";
import { formatDay } from "@/lib/platform/format/format-day";

export const callNotFound = () => new AppError("NOT_FOUND", "There is no such call.");

/** For `catch`: what the database's refusal of a follow-up means. A person has one on a day; a call may go while it is noted. */
export function refuseFollowUp(day?: string): (error: unknown) => never {
  const when = day ? `on ${formatDay(day)}` : "on that day";
  const message = `This person already has a follow-up ${when}. Change that follow-up, or choose another day.`;
  return refusedAs({
    follow_ups_one_pending_per_person_and_day: (cause) =>
      new AppError("CONFLICT", message, { ...(day ? { fields: { date: message } } : {}), cause }),
    follow_ups_call_id_user_id_fkey: callNotFound,
  });
}
