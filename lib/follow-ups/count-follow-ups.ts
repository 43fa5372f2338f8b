import type { Transaction } from "@/lib/db/transaction";
import { countedMax, toTotal } from "@/lib/platform/list-total";
import { type FollowUpTab, followUpTabs } from "./follow-up-tab";
import type { FollowUpCounts } from "./schema";

/** What belongs to a tab; `$2` is today. */
export const tabConditions: Record<FollowUpTab, string> = {
  due: "f.follow_up_status = 'pending' AND f.follow_up_date = $2::date",
  overdue: "f.follow_up_status = 'pending' AND f.follow_up_date < $2::date",
  upcoming: "f.follow_up_status = 'pending' AND f.follow_up_date > $2::date",
  done: "f.is_completed",
  cancelled: "f.follow_up_status = 'cancelled'",
};

/** How many follow-ups each tab has, counted by index and only as far as lists are. */
export async function countFollowUps(
  tx: Transaction,
  { userId, today }: { userId: string; today: string },
): Promise<FollowUpCounts> {
  const counts = followUpTabs.map(
    (tab) =>
      `(SELECT count(*)::integer FROM (SELECT FROM follow_ups f WHERE f.user_id = $1 AND ${tabConditions[tab]} LIMIT ${countedMax + 1}) t) AS ${tab}`,
  );
  const { rows } = await tx.query<Record<FollowUpTab, number>>(`SELECT ${counts.join(", ")}, $2::date AS today`, [
    userId,
    today,
  ]);
  const of = (tab: FollowUpTab) => toTotal(rows[0]?.[tab] ?? 0);
  return {
    due: of("due"),
    overdue: of("overdue"),
    upcoming: of("upcoming"),
    done: of("done"),
    cancelled: of("cancelled"),
  };
}
