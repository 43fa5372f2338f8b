import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { lookUpNotifications, type NotificationRow, toNotification } from "./_notification-row";
import { notificationConditions, readUnreadCount } from "./_scope";
import type { LatestNotifications } from "./schema";

const latestMax = 6;
/** One more than are told of one by one. */
const arrivedMax = 3;

/** What the bell shows: how many notifications are unread, the newest of all, and which of them came last. */
export async function findLatestNotifications(ctx: Context): Promise<LatestNotifications> {
  const { userId } = requirePermission(ctx, "notification.read");
  const { latest, arrived, unread } = await ctx.db.tenant(userId, async (tx) => {
    const byCall = `SELECT l.call_id FROM lead_analytics l WHERE ${notificationConditions({}).join(" AND ")}
      ORDER BY l.call_started_at DESC, l.call_id DESC LIMIT ${latestMax}`;
    // A notification of a call of more than seven days ago counts as read from the start.
    const byArrival = `SELECT l.call_id FROM lead_analytics l WHERE ${notificationConditions({ isUnread: true }).join(" AND ")}
      AND l.call_started_at > now() - interval '7 days' ORDER BY l.unread_at DESC, l.call_id DESC LIMIT ${arrivedMax}`;
    const ofCalls = await tx.query<NotificationRow>(lookUpNotifications(byCall, "DESC"), [userId]);
    const ofArrivals = await tx.query<NotificationRow>(lookUpNotifications(byArrival, "DESC"), [userId]);
    return { latest: ofCalls.rows, arrived: ofArrivals.rows, unread: await readUnreadCount(tx, userId) };
  });
  return {
    unread,
    latest: latest.map(toNotification),
    // Of texts with the same number of digits, the later instant is the greater one.
    arrived: arrived.map(toNotification).sort((a, b) => (a.notifiedAt < b.notifiedAt ? 1 : -1)),
    asOf: ctx.clock.now().toISOString(),
  };
}
