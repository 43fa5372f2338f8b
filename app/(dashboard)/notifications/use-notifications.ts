import { useSuspenseQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/live/fetch-json";
import type { NotificationPage } from "@/lib/notifications/schema";

/** The page of notifications that the address asks for, fetched again as they arrive. */
export function useNotifications(search: string): NotificationPage {
  const { data } = useSuspenseQuery({
    queryKey: ["live", "notifications", search],
    queryFn: ({ signal }) => fetchJson<NotificationPage>(`/api/notifications?${search}`, signal),
  });
  return data;
}
