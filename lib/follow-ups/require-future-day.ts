import { addDays } from "@/lib/platform/date-range/days";
import { AppError } from "@/lib/platform/errors";

const daysAheadMax = 3660;

/**
 * @param today in the tenant's zone
 * @throws AppError BAD_REQUEST for a day that has passed or lies more than ten years ahead.
 */
export function requireFutureDay(day: string, today: string): void {
  if (day < today) throw refused("That day has passed. Choose today or a later day.");
  if (day > addDays(today, daysAheadMax)) throw refused("Choose a day within the next ten years.");
}

function refused(sentence: string): AppError {
  return new AppError("BAD_REQUEST", sentence, { fields: { date: sentence } });
}
