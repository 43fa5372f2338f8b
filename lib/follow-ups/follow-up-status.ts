export const followUpStatuses = ["pending", "completed", "cancelled"] as const;
export type FollowUpStatus = (typeof followUpStatuses)[number];

export const followUpStatusWords: Readonly<Record<FollowUpStatus, string>> = {
  pending: "Scheduled",
  completed: "Done",
  cancelled: "Cancelled",
};
