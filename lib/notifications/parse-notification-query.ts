import { decodeNotificationCursor, type NotificationCursor } from "./notification-cursor";
import { notificationKinds } from "./notification-kind";
import type { NotificationFilters } from "./schema";

export type NotificationQuery = {
  filters: NotificationFilters;
  cursor: NotificationCursor | null;
  /** One sentence for each thing in the address that could not be used. */
  notices: string[];
};

/** What the address of the notifications asks for. Never fails: what makes no sense is left out, with a notice. */
export function parseNotificationQuery(
  params: Readonly<Record<string, string | string[] | undefined>>,
): NotificationQuery {
  const notices: string[] = [];
  const kind = notificationKinds.find((each) => each === params.kind);
  if (params.kind !== undefined && !kind) notices.push("There are no notifications of that kind. Showing all of them.");
  const cursor = typeof params.at === "string" ? decodeNotificationCursor(params.at) : null;
  if (params.at !== undefined && !cursor) notices.push("That place could not be found. Showing the newest.");
  return { filters: { kind, isUnread: params.show === "unread" }, cursor, notices };
}
