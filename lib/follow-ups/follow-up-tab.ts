export const followUpTabs = ["due", "overdue", "upcoming", "done", "cancelled"] as const;
/** The tabs: due today, overdue, upcoming, done and cancelled. */
export type FollowUpTab = (typeof followUpTabs)[number];
