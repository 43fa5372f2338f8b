import type { FollowUpStatus } from "./follow-up-status";

export const followUpStatusLabels: Readonly<Record<FollowUpStatus, string>> = {
  pending: "Scheduled",
  completed: "Done",
  cancelled: "Cancelled",
};
