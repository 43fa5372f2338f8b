import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { Hydrated } from "@/components/live/hydrated";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { listNotifications } from "@/lib/notifications/list-notifications";
import { parseNotificationQuery } from "@/lib/notifications/parse-notification-query";
import { NotificationsView } from "./notifications-view";
import { ReadAllButton } from "./read-all-button";

export const metadata: Metadata = { title: "Notifications" };

type NotificationsPageProps = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export default async function NotificationsPage({ searchParams }: NotificationsPageProps) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireTenantContext(`/notifications?${search}`);
  const { filters, cursor, notices } = parseNotificationQuery(params);
  const page = await listNotifications(ctx, { filters, cursor });
  return (
    <Hydrated queryKey={["live", "notifications", search]} data={page}>
      <Page title="Notifications" actions={<ReadAllButton search={search} />}>
        <Notices notices={notices} />
        <NotificationsView search={search} kind={filters.kind} isUnread={filters.isUnread ?? false} />
      </Page>
    </Hydrated>
  );
}
