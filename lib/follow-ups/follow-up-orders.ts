import type { ListOrder } from "@/lib/lists/list-order";
import type { FollowUpTab } from "./follow-up-tab";

const byDay = { key: [["f.follow_up_date", "date"]], id: "f.id" } as const;

/** The order of each tab, of follow-ups `f`: what is open by day, what is done or cancelled the newest first. */
export const followUpOrders = {
  due: { name: "due", direction: "asc", ...byDay },
  overdue: { name: "overdue", direction: "asc", ...byDay },
  upcoming: { name: "upcoming", direction: "asc", ...byDay },
  done: { name: "done", direction: "desc", key: [["f.completed_at", "timestamptz"]], id: "f.id" },
  cancelled: { name: "cancelled", direction: "desc", ...byDay },
} as const satisfies { [Tab in FollowUpTab]: ListOrder<Tab> };
