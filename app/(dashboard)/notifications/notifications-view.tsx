"use client";

import { VisuallyHidden } from "@mantine/core";
import { IconMail, IconMailOpened } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ListFooter } from "@/components/data-table/list-footer";
import { Link } from "@/components/navigation/link";
import { badgeOf, whoIs } from "@/components/notifications/notification-label";
import { NotificationText } from "@/components/notifications/notification-text";
import { useAccount } from "@/components/shell/account-context";
import { showToast } from "@/components/toasts/show-toast";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { notificationList } from "@/lib/notifications/fields";
import { type NotificationKind, unreadCountMax } from "@/lib/notifications/notification-kind";
import type { Notification } from "@/lib/notifications/schema";
import { readNotification, unreadNotification } from "./actions";
import { hrefTo } from "./notifications-href";
import styles from "./notifications-view.module.css";
import { useNotifications } from "./use-notifications";

type NotificationsViewProps = {
  search: string;
  kind?: NotificationKind;
  isUnread: boolean;
  /** The ways to the notifications of one kind. */
  kinds: ReactNode;
  /** What is shown where there are none. */
  none: ReactNode;
};

/** A page of notifications, which reads and unreads each. */
export function NotificationsView({ search, kind, isUnread, kinds, none }: NotificationsViewProps) {
  const { timezone } = useAccount();
  const page = useNotifications(search);
  const unreadLabel = page.unread >= unreadCountMax ? `Unread (${badgeOf(page.unread)})` : "Unread";
  return (
    <>
      <SegmentedLinks
        label="Views"
        segments={[
          { href: hrefTo({ kind, show: undefined }), label: "All", isCurrent: !isUnread },
          {
            href: hrefTo({ kind, show: "unread" }),
            label: unreadLabel,
            count: page.unread < unreadCountMax ? page.unread : null,
            isCurrent: isUnread,
          },
        ]}
      />
      {kinds}
      {page.notifications.length === 0 ? (
        none
      ) : (
        <>
          <ul className={styles.list} aria-label="Notifications">
            {page.notifications.map((each) => (
              <li key={each.callId} className={styles.item}>
                <NotificationText notification={each} asOf={page.asOf} timezone={timezone} />
                {each.leadId && (
                  <Link href={`/leads/${each.leadId}`} prefetch={false} className={styles.lead}>
                    Lead<VisuallyHidden> {whoIs(each)}</VisuallyHidden>
                  </Link>
                )}
                <ReadToggle notification={each} />
              </li>
            ))}
          </ul>
          <ListFooter
            nouns={["notification", "notifications"]}
            total={page.total}
            previousCursor={page.previousCursor}
            nextCursor={page.nextCursor}
          />
        </>
      )}
    </>
  );
}

function ReadToggle({ notification }: { notification: Notification }) {
  const client = useQueryClient();
  const { callId, isUnread } = notification;
  const ToggleIcon = isUnread ? IconMailOpened : IconMail;
  const word = isUnread ? "Mark as read" : "Mark as unread";

  async function toggle() {
    const data = new FormData();
    data.set("callId", callId);
    const result = await (isUnread ? readNotification(data) : unreadNotification(data)).catch(() => null);
    if (!result?.ok)
      showToast({ message: result?.message ?? "Callwright could not be reached. Nothing was changed.", tone: "bad" });
    await client.invalidateQueries({ queryKey: ["live", notificationList.name] });
  }
  return (
    <button
      type="button"
      className={styles.toggle}
      onClick={toggle}
      aria-label={`${word}: ${whoIs(notification)}`}
      title={word}
    >
      <ToggleIcon size={17} stroke={1.7} aria-hidden />
    </button>
  );
}
