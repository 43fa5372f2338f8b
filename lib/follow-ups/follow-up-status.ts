export const followUpStatuses = ["pending", "completed", "cancelled"] as const;
export type FollowUpStatus = (typeof followUpStatuses)[number];
