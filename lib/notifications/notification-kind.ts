export const notificationKinds = ["hot", "demo", "human"] as const;
/** A hot lead, a demo that was agreed, a caller who was handed to a human. */
export type NotificationKind = (typeof notificationKinds)[number];

/** Unread counts stop here; the value means that many or more. */
export const unreadCountMax = 100;
