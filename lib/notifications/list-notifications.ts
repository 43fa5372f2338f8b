import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Cursor } from "@/lib/lists/cursor";
import { inOrder, type ListOrder } from "@/lib/lists/list-order";
import { readKeysetPage } from "@/lib/lists/read-keyset-page";
import { lookUpNotifications, toNotification } from "./_notification-row";
import { readUnreadCount, selectNotifications } from "./_scope";
import { countNotifications } from "./count-notifications";
import type { NotificationFilters, NotificationPage } from "./schema";

export const notificationsPerPage = 30;

/** The order of the list, of leads `l`. */
export const notificationOrder = {
  name: "newest",
  direction: "desc",
  key: [["l.call_started_at", "timestamptz"]],
  id: "l.call_id",
} as const satisfies ListOrder;

/**
 * A page of the tenant's notifications, ordered by the time of their calls, newest first: those delivered late, replayed or marked as
 * unread again keep the position of their call.
 */
export async function listNotifications(
  ctx: Context,
  input: { filters?: NotificationFilters; cursor?: Cursor | null; limit?: number } = {},
): Promise<NotificationPage> {
  const { userId } = requirePermission(ctx, "notification.read");
  const { filters = {}, cursor = null, limit = notificationsPerPage } = input;
  const { page, unread, total } = await ctx.db.tenant(userId, async (tx) => ({
    page: await readKeysetPage({
      order: notificationOrder,
      cursor,
      limit,
      read({ direction, beyond, limit: rowsMax }) {
        const found = selectNotifications(tx.kysely, userId, filters)
          .select("l.call_id")
          .where((l) => l.and(beyond));
        const ordered = inOrder(found, notificationOrder, direction).limit(rowsMax);
        return lookUpNotifications(tx, userId, ordered, direction);
      },
      cursorOf: (row) => ({ key: [row.started_at], id: row.call_id }),
    }),
    unread: await readUnreadCount(tx.kysely, userId),
    total: await countNotifications(tx, userId, filters),
  }));
  const { rows, ...cursors } = page;
  return { notifications: rows.map(toNotification), unread, total, ...cursors, asOf: ctx.clock.now().toISOString() };
}
