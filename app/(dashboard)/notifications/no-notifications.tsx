import { IconBell } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import { EmptyState } from "@/components/ui/empty-state";
import type { NotificationKind } from "@/lib/notifications/notification-kind";

/** What a list without notifications says: what would be here, or where there are others. */
export function NoNotifications({ isUnread, kind }: { isUnread: boolean; kind?: NotificationKind }) {
  if (isUnread || kind) {
    return (
      <EmptyState
        icon={<IconBell size={22} stroke={1.6} aria-hidden />}
        title={isUnread ? "You are all caught up" : "No notifications of this type"}
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
        You are notified here when a caller is a hot lead, agrees to a demo or asks for a human, with a quote from the
        call.
      </p>
      <p>
        To receive calls, connect your agent on the <Link href="/calls">Calls</Link> page.
      </p>
    </EmptyState>
  );
}
