import { sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { lookUpNotifications, toNotification } from "./_notification-row";
import { readUnreadCount, selectNotifications } from "./_scope";
import type { LatestNotifications } from "./schema";

const latestMax = 6;
/** One more than are announced individually. */
const arrivedMax = 3;

/** What the bell shows: how many notifications are unread, the newest of all, and which of them came last. */
export async function findLatestNotifications(ctx: Context): Promise<LatestNotifications> {
  const { userId } = requirePermission(ctx, "notification.read");
  const { latest, arrived, unread } = await ctx.db.tenant(userId, async (tx) => {
    const byCall = selectNotifications(tx.kysely, userId, {})
      .select("l.call_id")
      .orderBy("l.call_started_at", "desc")
      .orderBy("l.call_id", "desc")
      .limit(latestMax);
    // A notification of a call of more than seven days ago counts as read from the start.
    const byArrival = selectNotifications(tx.kysely, userId, { isUnread: true })
      .select("l.call_id")
      .where("l.call_started_at", ">", sql<Date>`now() - interval '7 days'`)
      .orderBy("l.unread_at", "desc")
      .orderBy("l.call_id", "desc")
      .limit(arrivedMax);
    return {
      latest: await lookUpNotifications(tx, userId, byCall, "desc"),
      arrived: await lookUpNotifications(tx, userId, byArrival, "desc"),
      unread: await readUnreadCount(tx.kysely, userId),
    };
  });
  return {
    unread,
    latest: latest.map(toNotification),
    // Of texts with the same number of digits, the later instant is the greater one.
    arrived: arrived.map(toNotification).sort((a, b) => (a.notifiedAt < b.notifiedAt ? 1 : -1)),
    asOf: ctx.clock.now().toISOString(),
  };
}
