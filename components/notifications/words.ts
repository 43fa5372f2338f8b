import { type Icon, IconCalendarEvent, IconFlame, IconHeadset } from "@tabler/icons-react";
import type { NotificationKind } from "@/lib/notifications/notification-kind";
import type { Notification } from "@/lib/notifications/schema";

export const kindWords: Record<NotificationKind, { label: string; icon: Icon }> = {
  hot: { label: "Hot lead", icon: IconFlame },
  demo: { label: "Demo agreed", icon: IconCalendarEvent },
  human: { label: "Asked for a human", icon: IconHeadset },
};

/** Whom a notification is about. */
export function whoIs({ name, phoneNumber }: Notification): string {
  return name ?? phoneNumber ?? "Website visitor";
}

/** "Hot lead: Ada Byron". */
export function titleOf(notification: Notification): string {
  return `${notification.kinds.map((kind) => kindWords[kind].label).join(", ")}: ${whoIs(notification)}`;
}

/** The call, at the turn that proves the notification. */
export function hrefOf({ callId, quote }: Notification): string {
  return quote ? `/calls/${callId}#turn-${quote.turn}` : `/calls/${callId}`;
}

/** How many, as a badge shows it; counting stops at a hundred. */
export function badgeOf(unread: number): string {
  return unread > 99 ? "99+" : String(unread);
}
