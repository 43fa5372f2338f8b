import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import type { SessionEndReason } from "./session-end-reason";

export type SessionsToEnd = { userId: string; reason: SessionEndReason; exceptSessionId?: string | null };

/** The column values of a session that ends, as of the start of the transaction. */
export const ended = (reason: SessionEndReason) => ({
  is_active: false,
  ended_at: sql<Date>`now()`,
  end_reason: reason,
});

/** Ends every active session of a user, except one that may be kept, with effect from the next request. */
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
