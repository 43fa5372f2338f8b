import type { Transaction } from "@/lib/db/transaction";
import type { SessionEndReason } from "./session-end-reason";

export type SessionsToEnd = { userId: string; reason: SessionEndReason; exceptSessionId?: string | null };

/** Ends every session of a user that still works, but for one that may be kept; at their next request nobody is signed in. */
export async function endSessions(
  tx: Transaction,
  { userId, reason, exceptSessionId }: SessionsToEnd,
): Promise<number> {
  const { rowCount } = await tx.query(
    `UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = $2
     WHERE user_id = $1 AND is_active AND id IS DISTINCT FROM $3`,
    [userId, reason, exceptSessionId ?? null],
  );
  return rowCount ?? 0;
}
