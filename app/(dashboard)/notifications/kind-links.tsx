import { Link } from "@/components/navigation/link";
import { notificationKindLabels } from "@/lib/notifications/labels";
import { type NotificationKind, notificationKinds } from "@/lib/notifications/notification-kind";
import { hrefTo } from "./notifications-href";
import styles from "./notifications-view.module.css";

/** The ways to the notifications of one kind. */
export function KindLinks({ kind, isUnread }: { kind?: NotificationKind; isUnread: boolean }) {
  const show = isUnread ? "unread" : undefined;
  return (
    <nav className={styles.kinds} aria-label="Types">
      <KindLink href={hrefTo({ kind: undefined, show })} isCurrent={!kind}>
        All types
      </KindLink>
      {notificationKinds.map((each) => (
        <KindLink key={each} href={hrefTo({ kind: each, show })} isCurrent={kind === each}>
          {notificationKindLabels[each]}
        </KindLink>
      ))}
    </nav>
  );
}

function KindLink({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: string }) {
  return (
    <Link href={href} scroll={false} className={styles.kind} aria-current={isCurrent ? "true" : undefined}>
      {children}
    </Link>
  );
}
