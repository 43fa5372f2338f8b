import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { followUpColumns, toFollowUp } from "./_follow-up-row";
import { lockFollowUps, requireIds } from "./_scope";
import { refuseFollowUp } from "./refuse-follow-up";
import { requireFutureDay } from "./require-future-day";
import { type FollowUp, RescheduleInput } from "./schema";

/**
 * Moves a pending follow-up to another day.
 * @throws AppError BAD_REQUEST for a day that has passed (unless a change is taken back), CONFLICT for one that is not pending or whose
 * person has another on that day, NOT_FOUND.
 */
export async function rescheduleFollowUp(ctx: Context, input: unknown): Promise<FollowUp> {
  const { userId, timezone } = requirePermission(ctx, "follow_up.write");
  const { id, date, undo } = parseInput(RescheduleInput, input);
  const ids = requireIds([id]);
  if (!undo) requireFutureDay(date, todayIn(timezone, ctx.clock.now()));
  return ctx.db
    .tenant(userId, async (tx) => {
      await lockFollowUps(tx, userId, ids);
      const row = await tx.kysely
        .updateTable("follow_ups as f")
        .set({ follow_up_date: date })
        .where("f.user_id", "=", userId)
        .where("f.id", "in", ids)
        .where("f.follow_up_status", "=", "pending")
        .returning(followUpColumns)
        .executeTakeFirst();
      if (!row) throw new AppError("CONFLICT", "Only a pending follow-up can be rescheduled. Reopen it first.");
      return toFollowUp(row);
    })
    .catch(refuseFollowUp(date));
}
