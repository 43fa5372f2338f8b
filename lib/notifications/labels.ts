import type { NotificationKind } from "./notification-kind";

export const notificationKindLabels: Readonly<Record<NotificationKind, string>> = {
  hot: "Hot lead",
  demo: "Demo agreed",
  human: "Asked for a human",
};
