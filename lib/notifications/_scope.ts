import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { type NotificationKind, unreadCountMax } from "./notification-kind";
import type { NotificationFilters } from "./schema";

/** What makes a lead `l` a notification of a kind. */
const kindConditions: Record<NotificationKind, string> = {
  hot: "l.lead_status_tag = 'hot'",
  demo: "l.demo_scheduled_at IS NOT NULL",
  human: "l.cta_escalated_to_human",
};

/** Up to when the tenant of `$1` has read everything. */
export const readUntil = "(SELECT coalesce(u.notifications_read_until, '-infinity') FROM users u WHERE u.id = $1)";

/** What the tenant's filtered notifications are among leads `l`. */
export function notificationConditions({ kind, isUnread }: NotificationFilters): string[] {
  return [
    "l.user_id = $1",
    ...(isUnread ? ["l.unread_at IS NOT NULL", `l.unread_at > ${readUntil}`] : ["l.notified_at IS NOT NULL"]),
    ...(kind ? [kindConditions[kind]] : []),
  ];
}

export const notificationNotFound = () => new AppError("NOT_FOUND", "There is no such notification.");

/** @throws AppError NOT_FOUND for what cannot be the id of a call. */
export function requireCallId(text: string): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw notificationNotFound();
  return id.data;
}

/** How many of the tenant's notifications are unread, counted by index and only as far as `unreadCountMax`. */
export async function readUnreadCount(tx: Transaction, userId: string): Promise<number> {
  const { rows } = await tx.query<{ unread: number }>(
    `SELECT count(*)::integer AS unread FROM (
       SELECT FROM lead_analytics l WHERE l.user_id = $1 AND l.unread_at IS NOT NULL AND l.unread_at > ${readUntil}
        LIMIT ${unreadCountMax}) l`,
    [userId],
  );
  return rows[0]?.unread ?? 0;
}
