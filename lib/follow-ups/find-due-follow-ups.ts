import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { type FollowUpRow, followUpColumns, toFollowUp } from "./_follow-up-row";
import { countFollowUps } from "./count-follow-ups";
import type { DueFollowUps } from "./schema";

const shownMax = 5;

/** How many follow-ups are due today and overdue, and the first of them, the longest due first. */
export async function findDueFollowUps(ctx: Context): Promise<DueFollowUps> {
  const { userId, timezone } = requirePermission(ctx, "follow_up.read");
  const today = todayIn(timezone, ctx.clock.now());
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<FollowUpRow>(
      `SELECT ${followUpColumns} FROM follow_ups f
        WHERE f.user_id = $1 AND f.follow_up_status = 'pending' AND f.follow_up_date <= $2::date
        ORDER BY f.follow_up_date, f.id LIMIT ${shownMax}`,
      [userId, today],
    );
    const { due, overdue } = await countFollowUps(tx, { userId, today });
    return { dueToday: due, overdue, first: rows.map(toFollowUp), today };
  });
}
