/** The calls that every metric counts, as `calls.is_counted` says in the database. */
export const countedStatuses = ["completed", "failed"] as const;

export function isCounted(status: string): boolean {
  return countedStatuses.some((each) => each === status);
}

/** Whether these statuses are those of all counted calls and of no other. */
export function areAllCounted(statuses: readonly string[]): boolean {
  return statuses.every(isCounted) && countedStatuses.every((each) => statuses.includes(each));
}
