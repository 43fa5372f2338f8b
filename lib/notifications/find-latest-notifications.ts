import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { lookUpNotifications, type NotificationRow, toNotification } from "./_notification-row";
import { readUnreadCount } from "./_scope";
import type { LatestNotifications } from "./schema";

const latestMax = 6;

/** What the bell shows: how many notifications are unread, and the newest of all. */
export async function findLatestNotifications(ctx: Context): Promise<LatestNotifications> {
  const { userId } = requirePermission(ctx, "notification.read");
  return ctx.db.tenant(userId, async (tx) => {
    const page = `SELECT l.call_id, l.notified_at AS place FROM lead_analytics l
      WHERE l.user_id = $1 AND l.notified_at IS NOT NULL ORDER BY l.notified_at DESC, l.call_id DESC LIMIT ${latestMax}`;
    const { rows } = await tx.query<NotificationRow>(lookUpNotifications(page, "DESC"), [userId]);
    return {
      unread: await readUnreadCount(tx, userId),
      latest: rows.map(toNotification),
      asOf: ctx.clock.now().toISOString(),
    };
  });
}
