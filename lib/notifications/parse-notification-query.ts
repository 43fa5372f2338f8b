import type { Cursor } from "@/lib/lists/cursor";
import { type Notices, parseCursor, type SearchParams } from "@/lib/lists/parse-list";
import { notificationOrder } from "./list-notifications";
import { notificationKinds } from "./notification-kind";
import type { NotificationFilters } from "./schema";

export type NotificationQuery = { filters: NotificationFilters; cursor: Cursor | null; notices: Notices };

/** What the address of the notifications asks for. Never fails: values that cannot be parsed are ignored, with a notice. */
export function parseNotificationQuery(params: SearchParams): NotificationQuery {
  const notices: Notices = [];
  const kind = notificationKinds.find((each) => each === params.kind);
  if (params.kind !== undefined && !kind) notices.push("Unknown notification type. Showing all of them.");
  const cursor = parseCursor(notificationOrder, params, notices, "That page could not be found. Showing the newest.");
  return { filters: { kind, isUnread: params.show === "unread" }, cursor, notices };
}
