import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { lookUpNotifications, type NotificationRow, toNotification } from "./_notification-row";
import { notificationConditions, readUnreadCount } from "./_scope";
import { countNotifications } from "./count-notifications";
import { encodeNotificationCursor, type NotificationCursor } from "./notification-cursor";
import type { NotificationFilters, NotificationPage } from "./schema";

export const notificationsPerPage = 30;

/**
 * A page of the tenant's notifications by keyset, the newest calls first, as each says when its call was: whatever was delivered late,
 * replayed or marked as unread again stands in its call's place.
 */
export async function listNotifications(
  ctx: Context,
  input: { filters?: NotificationFilters; cursor?: NotificationCursor | null; limit?: number } = {},
): Promise<NotificationPage> {
  const { userId } = requirePermission(ctx, "notification.read");
  const { filters = {}, cursor = null, limit = notificationsPerPage } = input;
  const isNewer = cursor?.direction === "newer";
  const order = isNewer ? "ASC" : "DESC";
  const conditions = notificationConditions(filters);
  if (cursor) conditions.push(`(l.call_started_at, l.call_id) ${isNewer ? ">" : "<"} ($2::timestamptz, $3::uuid)`);

  const { rows, unread, total } = await ctx.db.tenant(userId, async (tx) => {
    const page = `SELECT l.call_id FROM lead_analytics l WHERE ${conditions.join(" AND ")}
      ORDER BY l.call_started_at ${order}, l.call_id ${order} LIMIT ${limit + 1}`;
    const values = cursor ? [userId, cursor.place, cursor.callId] : [userId];
    const found = await tx.query<NotificationRow>(lookUpNotifications(page, order), values);
    return {
      rows: found.rows,
      unread: await readUnreadCount(tx, userId),
      total: await countNotifications(tx, userId, filters),
    };
  });

  const hasMore = rows.length > limit;
  // The way back ends at the newest page, filled up with whatever has arrived since.
  if (isNewer && !hasMore) return listNotifications(ctx, { filters, limit });
  const shown = rows.slice(0, limit);
  if (isNewer) shown.reverse();
  const [first] = shown;
  const last = shown.at(-1);
  const cursorAt = (row: NotificationRow, direction: NotificationCursor["direction"]) =>
    encodeNotificationCursor({ direction, place: row.started_at, callId: row.call_id });
  return {
    notifications: shown.map(toNotification),
    unread,
    total,
    previousCursor: first && cursor ? cursorAt(first, "newer") : null,
    nextCursor: last && (hasMore || isNewer) ? cursorAt(last, "older") : null,
    asOf: ctx.clock.now().toISOString(),
  };
}
