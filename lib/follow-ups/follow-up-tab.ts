export const followUpTabs = ["due", "overdue", "upcoming", "done", "cancelled"] as const;
/** What is due today, was due earlier, will be due later, is done, or was given up. */
export type FollowUpTab = (typeof followUpTabs)[number];
