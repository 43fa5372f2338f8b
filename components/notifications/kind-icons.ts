import { type Icon, IconCalendarEvent, IconFlame, IconHeadset } from "@tabler/icons-react";
import type { NotificationKind } from "@/lib/notifications/notification-kind";

export const kindIcons: Readonly<Record<NotificationKind, Icon>> = {
  hot: IconFlame,
  demo: IconCalendarEvent,
  human: IconHeadset,
};
