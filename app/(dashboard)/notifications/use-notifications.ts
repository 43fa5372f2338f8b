import { useSuspenseQuery } from "@tanstack/react-query";
import { liveQuery } from "@/components/live/live-query";
import { notificationList } from "@/lib/notifications/fields";
import type { NotificationPage } from "@/lib/notifications/schema";

/** The page of notifications that the address asks for, fetched again as they arrive. */
export function useNotifications(search: string): NotificationPage {
  return useSuspenseQuery(liveQuery<NotificationPage>(notificationList, search)).data;
}
