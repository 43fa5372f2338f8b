import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { lockFollowUps, requireIds } from "./_scope";
import { refuseFollowUp } from "./refuse-follow-up";
import { ChangeInput } from "./schema";

/**
 * Makes follow-ups that are done or cancelled pending again, on the day that they were for.
 * @returns how many became pending.
 * @throws AppError CONFLICT when the person has another on that day by now, NOT_FOUND; then nothing is changed.
 */
export async function reopenFollowUp(ctx: Context, input: unknown): Promise<{ changed: number }> {
  const { userId } = requirePermission(ctx, "follow_up.write");
  const { ids: given, remark } = parseInput(ChangeInput, input);
  const ids = requireIds(given);
  return ctx.db
    .tenant(userId, async (tx) => {
      await lockFollowUps(tx, userId, ids);
      const { count } = await tx.prisma.followUp.updateMany({
        where: { userId, id: { in: ids }, followUpStatus: { not: "pending" } },
        data: {
          isCompleted: false,
          followUpStatus: "pending",
          completedAt: null,
          ...(remark === undefined ? {} : { remark: remark || null }),
        },
      });
      return { changed: count };
    })
    .catch(refuseFollowUp());
}
