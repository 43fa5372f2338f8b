import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { Hydrated } from "@/components/live/hydrated";
import { liveKey } from "@/components/live/live-query";
import { Page } from "@/components/shell/page";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { notificationList } from "@/lib/notifications/fields";
import { listNotifications } from "@/lib/notifications/list-notifications";
import { parseNotificationQuery } from "@/lib/notifications/parse-notification-query";
import { KindLinks } from "./kind-links";
import { NoNotifications } from "./no-notifications";
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
  const { kind, isUnread = false } = filters;
  return (
    <Hydrated queryKey={liveKey(notificationList, search)} data={page}>
      <Page title="Notifications" actions={<ReadAllButton search={search} />}>
        <Notices notices={notices} />
        <NotificationsView
          {...{ search, kind, isUnread }}
          kinds={<KindLinks {...{ kind, isUnread }} />}
          none={<NoNotifications {...{ kind, isUnread }} />}
        />
      </Page>
    </Hydrated>
  );
}
