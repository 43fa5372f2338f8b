import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { lockFollowUps, requireIds } from "./_scope";
import { ChangeInput } from "./schema";

/**
 * Marks follow-ups as done; one that is done already keeps its moment.
 * @returns how many became done.
 * @throws AppError NOT_FOUND, and nothing is changed, when one of them is missing or another tenant's.
 */
export async function completeFollowUp(ctx: Context, input: unknown): Promise<{ changed: number }> {
  const { userId } = requirePermission(ctx, "follow_up.write");
  const { ids: given, remark } = parseInput(ChangeInput, input);
  const ids = requireIds(given);
  return ctx.db.tenant(userId, async (tx) => {
    await lockFollowUps(tx, userId, ids);
    const { count } = await tx.prisma.followUp.updateMany({
      where: { userId, id: { in: ids }, followUpStatus: { not: "completed" } },
      data: {
        isCompleted: true,
        followUpStatus: "completed",
        completedAt: ctx.clock.now(),
        ...(remark === undefined ? {} : { remark: remark || null }),
      },
    });
    return { changed: count };
  });
}
