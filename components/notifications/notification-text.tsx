import { Link } from "@/components/navigation/link";
import { notificationKindLabels } from "@/lib/notifications/labels";
import type { Notification } from "@/lib/notifications/schema";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { RelativeTime } from "../ui/relative-time";
import { kindIcons } from "./kind-icons";
import { useMarkRead } from "./notification-actions";
import { hrefOf, whoIs } from "./notification-label";
import styles from "./notification-text.module.css";

type NotificationTextProps = { notification: Notification; asOf: string; timezone: string; onOpen?(): void };

/** What a notification says, as the link to its proof; following it reads it. */
export function NotificationText({ notification, asOf, timezone, onOpen }: NotificationTextProps) {
  const markRead = useMarkRead();
  const { kinds, isUnread, quote, totalScore, demoAt, company, agentName, startedAt, callId } = notification;
  return (
    <Link
      href={hrefOf(notification)}
      prefetch={false}
      className={styles.line}
      data-unread={isUnread || undefined}
      onClick={() => {
        if (isUnread) markRead(callId);
        onOpen?.();
      }}
    >
      <span className={styles.kinds}>
        {kinds.map((kind) => {
          const KindIcon = kindIcons[kind];
          return (
            <span key={kind} className={styles.kind} data-kind={kind}>
              <KindIcon size={14} stroke={1.9} aria-hidden />
              {notificationKindLabels[kind]}
            </span>
          );
        })}
        {isUnread && <span className={styles.unread}>New</span>}
      </span>
      <span className={styles.who}>
        <bdi>{whoIs(notification)}</bdi>
        {company && <span className={styles.more}> · {company}</span>}
        {totalScore !== null && <span className={styles.more}> · score {totalScore}</span>}
      </span>
      {demoAt && <span className={styles.demo}>Demo on {formatInstant(demoAt, timezone, "minute")}</span>}
      {quote && <q className={styles.quote}>{quote.text}</q>}
      <span className={styles.foot}>
        Call <RelativeTime at={startedAt} asOf={asOf} timezone={timezone} /> · {agentName}
      </span>
    </Link>
  );
}
