import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { selectFollowUps, toFollowUp } from "./_follow-up-row";
import { countFollowUps } from "./count-follow-ups";
import type { DueFollowUps } from "./schema";

const shownMax = 5;

/** How many follow-ups are due today and overdue, and the first of them, the longest due first. */
export async function findDueFollowUps(ctx: Context): Promise<DueFollowUps> {
  const { userId, timezone } = requirePermission(ctx, "follow_up.read");
  const today = todayIn(timezone, ctx.clock.now());
  return ctx.db.tenant(userId, async (tx) => {
    const rows = await selectFollowUps(tx.kysely, userId)
      .where("f.follow_up_status", "=", "pending")
      .where("f.follow_up_date", "<=", today)
      .orderBy("f.follow_up_date")
      .orderBy("f.id")
      .limit(shownMax)
      .execute();
    const { due, overdue } = await countFollowUps(tx, { userId, today });
    return { dueToday: due, overdue, first: rows.map(toFollowUp), today };
  });
}
