const dayMs = 24 * 3_600_000;
const minuteMs = 60_000;

export type PairFailures = {
  /** Failures of one email address from one network, since the last success there. */
  failures: number;
  lastFailureAt: Date | null;
  failuresMax: number;
  lockoutMinutes: number;
};

/** Until when an address is locked for one place: each further failure doubles the wait, up to a day. Null when it is not. */
export function lockoutEnd({ failures, lastFailureAt, failuresMax, lockoutMinutes }: PairFailures): Date | null {
  if (lastFailureAt === null || failures < failuresMax) return null;
  const waitMs = Math.min(dayMs, lockoutMinutes * minuteMs * 2 ** (failures - failuresMax));
  return new Date(lastFailureAt.getTime() + waitMs);
}
