import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import type { SessionEndReason } from "./session-end-reason";

export type SessionsToEnd = { userId: string; reason: SessionEndReason; exceptSessionId?: string | null };

/** What a session says of itself from the moment at which its transaction began. */
export const ended = (reason: SessionEndReason) => ({
  is_active: false,
  ended_at: sql<Date>`now()`,
  end_reason: reason,
});

/** Ends every session of a user that still works, but for one that may be kept; at their next request nobody is signed in. */
export async function endSessions(
  tx: Pick<Transaction, "kysely">,
  { userId, reason, exceptSessionId }: SessionsToEnd,
): Promise<number> {
  const { numUpdatedRows } = await tx.kysely
    .updateTable("user_sessions")
    .set(ended(reason))
    .where("user_id", "=", userId)
    .where("is_active", "=", true)
    .where("id", "is distinct from", exceptSessionId ?? null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
