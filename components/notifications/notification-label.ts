import { notificationKindLabels } from "@/lib/notifications/labels";
import type { Notification } from "@/lib/notifications/schema";
import { withCountry } from "@/lib/platform/format/with-country";

/** Whom a notification is about. */
export function whoIs({ name, phoneNumber, country }: Notification): string {
  return name ?? withCountry(phoneNumber, country) ?? "Website visitor";
}

/** "Hot lead: Ada Byron". */
export function titleOf(notification: Notification): string {
  return `${notification.kinds.map((kind) => notificationKindLabels[kind]).join(", ")}: ${whoIs(notification)}`;
}

/** The call, at the turn that proves the notification. */
export function hrefOf({ callId, quote }: Notification): string {
  return quote ? `/calls/${callId}#turn-${quote.turn}` : `/calls/${callId}`;
}

/** How many, as a badge shows it; counting stops at a hundred. */
export function badgeOf(unread: number): string {
  return unread > 99 ? "99+" : String(unread);
}
