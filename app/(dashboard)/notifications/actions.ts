"use server";

import { markAllRead } from "@/lib/notifications/mark-all-read";
import { markRead } from "@/lib/notifications/mark-read";
import { markUnread } from "@/lib/notifications/mark-unread";
import { readNotificationsUntil } from "@/lib/notifications/read-notifications-until";
import { action } from "../../_action";

export async function readNotification(data: FormData) {
  return action(data, { permission: "notification.update", fields: ["callId"], verb: markRead });
}

export async function unreadNotification(data: FormData) {
  return action(data, { permission: "notification.update", fields: ["callId"], verb: markUnread });
}

export async function readAllNotifications(data: FormData) {
  return action(data, { permission: "notification.update", fields: [], verb: markAllRead });
}

export async function readUntil(data: FormData) {
  return action(data, { permission: "notification.update", fields: ["until"], verb: readNotificationsUntil });
}
