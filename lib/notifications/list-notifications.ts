import { sql } from "kysely";
import type { Context } from "@/lib/db/context";
import { isBeyond, type KeyPart } from "@/lib/db/is-beyond";
import { requirePermission } from "@/lib/db/require-permission";
import { lookUpNotifications, type NotificationRow, toNotification } from "./_notification-row";
import { readUnreadCount, selectNotifications } from "./_scope";
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
  const order = isNewer ? "asc" : "desc";

  const { rows, unread, total } = await ctx.db.tenant(userId, async (tx) => {
    const page = selectNotifications(tx.kysely, userId, filters)
      .select("l.call_id")
      .where(cursor ? isBeyond(order, placeOf(cursor)) : sql<boolean>`true`)
      .orderBy("l.call_started_at", order)
      .orderBy("l.call_id", order)
      .limit(limit + 1);
    return {
      rows: await lookUpNotifications(tx, userId, page, order),
      unread: await readUnreadCount(tx.kysely, userId),
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

const placeOf = ({ place, callId }: NotificationCursor): KeyPart[] => [
  ["l.call_started_at", "timestamptz", place],
  ["l.call_id", "uuid", callId],
];
