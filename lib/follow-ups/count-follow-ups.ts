import type { Transaction } from "@/lib/db/transaction";
import { type FollowUpTab, followUpCountMax, followUpTabs } from "./follow-up-tab";
import type { FollowUpCounts } from "./schema";

/** What belongs to a tab; `$2` is today. */
export const tabConditions: Record<FollowUpTab, string> = {
  due: "f.follow_up_status = 'pending' AND f.follow_up_date = $2::date",
  overdue: "f.follow_up_status = 'pending' AND f.follow_up_date < $2::date",
  upcoming: "f.follow_up_status = 'pending' AND f.follow_up_date > $2::date",
  done: "f.is_completed",
  cancelled: "f.follow_up_status = 'cancelled'",
};

/** How many follow-ups each tab has, counted by index and only as far as `followUpCountMax`. */
export async function countFollowUps(
  tx: Transaction,
  { userId, today }: { userId: string; today: string },
): Promise<FollowUpCounts> {
  const counts = followUpTabs.map(
    (tab) =>
      `(SELECT count(*)::integer FROM (SELECT FROM follow_ups f WHERE f.user_id = $1 AND ${tabConditions[tab]} LIMIT ${followUpCountMax}) t) AS ${tab}`,
  );
  const { rows } = await tx.query<FollowUpCounts>(`SELECT ${counts.join(", ")}, $2::date AS today`, [userId, today]);
  const { due = 0, overdue = 0, upcoming = 0, done = 0, cancelled = 0 } = rows[0] ?? {};
  return { due, overdue, upcoming, done, cancelled };
}
