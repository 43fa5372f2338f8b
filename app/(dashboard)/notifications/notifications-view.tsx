"use client";

import { VisuallyHidden } from "@mantine/core";
import { IconBell, IconMail, IconMailOpened } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { ListFoot } from "@/components/data-table/list-foot";
import { useAccount } from "@/components/layout/account-context";
import { Link } from "@/components/navigation/link";
import { NotificationText } from "@/components/notifications/notification-text";
import { badgeOf, kindWords, whoIs } from "@/components/notifications/words";
import { EmptyState } from "@/components/ui/empty-state";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { showToast } from "@/components/ui/show-toast";
import { type NotificationKind, notificationKinds, unreadCountMax } from "@/lib/notifications/notification-kind";
import type { Notification } from "@/lib/notifications/schema";
import { readNotification, unreadNotification } from "./actions";
import styles from "./notifications-view.module.css";
import { useNotifications } from "./use-notifications";

type NotificationsViewProps = { search: string; kind?: NotificationKind; isUnread: boolean };

/** A page of notifications, which reads and unreads each. */
export function NotificationsView({ search, kind, isUnread }: NotificationsViewProps) {
  const { timezone } = useAccount();
  const page = useNotifications(search);
  const unreadLabel = page.unread >= unreadCountMax ? `Unread (${badgeOf(page.unread)})` : "Unread";
  return (
    <>
      <SegmentedLinks
        label="Views"
        segments={[
          { href: hrefTo({ kind }), label: "All", isCurrent: !isUnread },
          {
            href: hrefTo({ kind, show: "unread" }),
            label: unreadLabel,
            count: page.unread < unreadCountMax ? page.unread : null,
            isCurrent: isUnread,
          },
        ]}
      />
      <nav className={styles.kinds} aria-label="Kinds">
        <KindLink href={hrefTo({ show: showOf(isUnread) })} isCurrent={!kind}>
          Every kind
        </KindLink>
        {notificationKinds.map((each) => (
          <KindLink key={each} href={hrefTo({ kind: each, show: showOf(isUnread) })} isCurrent={kind === each}>
            {kindWords[each].label}
          </KindLink>
        ))}
      </nav>
      {page.notifications.length === 0 ? (
        <NoNotifications isUnread={isUnread} kind={kind} />
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
          <ListFoot
            words={["notification", "notifications"]}
            total={page.total}
            previousCursor={page.previousCursor}
            nextCursor={page.nextCursor}
          />
        </>
      )}
    </>
  );
}

const showOf = (isUnread: boolean) => (isUnread ? "unread" : undefined);

function hrefTo(params: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(params).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length > 0 ? `/notifications?${new URLSearchParams(given)}` : "/notifications";
}

function KindLink({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: string }) {
  return (
    <Link href={href} scroll={false} className={styles.kind} aria-current={isCurrent ? "true" : undefined}>
      {children}
    </Link>
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
    await client.invalidateQueries({ queryKey: ["live", "notifications"] });
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

function NoNotifications({ isUnread, kind }: { isUnread: boolean; kind?: NotificationKind }) {
  if (isUnread || kind) {
    return (
      <EmptyState
        icon={<IconBell size={22} stroke={1.6} aria-hidden />}
        title={isUnread ? "You are up to date" : "None of this kind"}
      >
        <p>
          <Link href="/notifications">See all notifications</Link>
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<IconBell size={22} stroke={1.6} aria-hidden />} title="No notifications yet">
      <p>
        When a call brings a hot lead, an agreed demo or somebody who asked for a human, it will be here, with the words
        that prove it.
      </p>
      <p>
        Connect your agent on the page of <Link href="/calls">calls</Link>, and the first call will show.
      </p>
    </EmptyState>
  );
}
