import type { CallStatus } from "./schema";

/** The calls that every figure counts, as `calls.is_counted` says in the database. */
export const countedStatuses = ["completed", "failed"] as const satisfies readonly CallStatus[];

export function isCounted(status: CallStatus): boolean {
  return countedStatuses.some((each) => each === status);
}

/** Whether these statuses are those of all counted calls and of no other. */
export function areAllCounted(statuses: readonly CallStatus[]): boolean {
  return statuses.every(isCounted) && countedStatuses.every((each) => statuses.includes(each));
}
