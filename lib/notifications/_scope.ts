import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from "kysely";
import { z } from "zod";
import type { DB } from "@/lib/db/generated-tables/tables";
import { AppError } from "@/lib/platform/errors";
import { type NotificationKind, unreadCountMax } from "./notification-kind";
import type { NotificationFilters } from "./schema";

type Lead = ExpressionBuilder<DB & { l: DB["lead_analytics"] }, "l">;

/** What makes a lead `l` a notification of a kind. */
const kindConditions: Record<NotificationKind, (l: Lead) => Expression<SqlBool>> = {
  hot: (l) => l("l.lead_status_tag", "=", "hot"),
  demo: (l) => l("l.demo_scheduled_at", "is not", null),
  human: (l) => l("l.cta_escalated_to_human", "=", true),
};

/** Up to when the tenant has read everything. */
export const readUntil = (userId: string) =>
  sql<Date>`(SELECT coalesce(u.notifications_read_until, '-infinity') FROM users u WHERE u.id = ${userId}::uuid)`;

/** The tenant's filtered notifications, among leads `l`. */
export function selectNotifications(kysely: Kysely<DB>, userId: string, { kind, isUnread }: NotificationFilters) {
  const ofTenant = kysely.selectFrom("lead_analytics as l").where("l.user_id", "=", userId);
  const ofState = isUnread
    ? ofTenant.where("l.unread_at", "is not", null).where("l.unread_at", ">", readUntil(userId))
    : ofTenant.where("l.notified_at", "is not", null);
  return kind ? ofState.where(kindConditions[kind]) : ofState;
}

export const notificationNotFound = () => new AppError("NOT_FOUND", "There is no such notification.");

/** @throws AppError NOT_FOUND for what cannot be the id of a call. */
export function requireCallId(text: string): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw notificationNotFound();
  return id.data;
}

/** How many of the tenant's notifications are unread, counted by index and only as far as `unreadCountMax`. */
export function readUnreadCount(kysely: Kysely<DB>, userId: string): Promise<number> {
  return countUpTo(kysely, userId, { isUnread: true }, unreadCountMax);
}

/** How many of the tenant's notifications match, counted only as far as `max`. */
export async function countUpTo(
  kysely: Kysely<DB>,
  userId: string,
  filters: NotificationFilters,
  max: number,
): Promise<number> {
  const counted = selectNotifications(kysely, userId, filters).select("l.call_id").limit(max).as("counted");
  const { count } = await kysely
    .selectFrom(counted)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}
