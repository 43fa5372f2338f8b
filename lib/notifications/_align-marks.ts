import type { Transaction } from "@/lib/db/transaction";

/**
 * Lets `is_read` of the tenant's leads say what `notifications_read_until` says since it moved: what lies up to it was read, and what was
 * read at once beyond it is unread again.
 */
export async function alignMarks(tx: Transaction, userId: string): Promise<void> {
  await tx.query(
    `UPDATE lead_analytics l SET is_read = NOT l.is_read
       FROM (SELECT coalesce(notifications_read_until, '-infinity') AS moment FROM users WHERE id = $1) read_until
      WHERE l.user_id = $1 AND l.unread_at IS NOT NULL AND l.is_read = (l.unread_at > read_until.moment)`,
    [userId],
  );
}
