import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { alignMarks } from "./_align-marks";

/**
 * Reads everything that waits. What arrives meanwhile stays unread.
 * @returns up to when everything had been read before, for `readNotificationsUntil`; null for never.
 */
export async function markAllRead(ctx: Context): Promise<{ previous: string | null }> {
  const { userId } = requirePermission(ctx, "notification.update");
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<{ previous: string | null }>(
      `SELECT to_char(notifications_read_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS previous
         FROM users WHERE id = $1`,
      [userId],
    );
    // The newest that is there, and not the present moment: one that is being written now has not been seen by anybody.
    await tx.query(
      `UPDATE users SET notifications_read_until = newest.unread_at
         FROM (SELECT l.unread_at FROM lead_analytics l WHERE l.user_id = $1 AND l.unread_at IS NOT NULL
                ORDER BY l.unread_at DESC, l.call_id DESC LIMIT 1) newest
        WHERE id = $1 AND newest.unread_at > coalesce(notifications_read_until, '-infinity')`,
      [userId],
    );
    await alignMarks(tx, userId);
    return { previous: rows[0]?.previous ?? null };
  });
}
