import { sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { instantText } from "@/lib/lists/instant-text";
import { alignMarks } from "./_align-marks";

/**
 * Marks all notifications as read, except those that arrive meanwhile.
 * @returns the time up to which everything had been read before, for `readNotificationsUntil`; null for never.
 */
export async function markAllRead(ctx: Context): Promise<{ previous: string | null }> {
  const { userId } = requirePermission(ctx, "notification.update");
  return ctx.db.tenant(userId, async (tx) => {
    const before = await tx.kysely
      .selectFrom("users")
      .select(instantText<string | null>("notifications_read_until").as("previous"))
      .where("id", "=", userId)
      .executeTakeFirst();
    // The newest existing one, not the current time: one that is being written now has not been seen.
    await tx.kysely
      .updateTable("users")
      .from((eb) =>
        eb
          .selectFrom("lead_analytics as l")
          .select("l.unread_at")
          .where("l.user_id", "=", userId)
          .where("l.unread_at", "is not", null)
          .orderBy("l.unread_at", "desc")
          .orderBy("l.call_id", "desc")
          .limit(1)
          .as("newest"),
      )
      .set((eb) => ({ notifications_read_until: eb.ref("newest.unread_at") }))
      .where("users.id", "=", userId)
      .where(sql<boolean>`newest.unread_at > coalesce(notifications_read_until, '-infinity')`)
      .execute();
    await alignMarks(tx, userId);
    return { previous: before?.previous ?? null };
  });
}
