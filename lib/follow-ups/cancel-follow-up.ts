import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { lockFollowUps, requireIds } from "./_scope";
import { ChangeInput } from "./schema";

/**
 * Gives pending follow-ups up.
 * @returns how many were given up; those that already were do not count.
 * @throws AppError CONFLICT when one is done, NOT_FOUND when one is missing or another tenant's; then nothing is changed.
 */
export async function cancelFollowUp(ctx: Context, input: unknown): Promise<{ changed: number }> {
  const { userId } = requirePermission(ctx, "follow_up.write");
  const ids = requireIds(parseInput(ChangeInput, input).ids);
  return ctx.db.tenant(userId, async (tx) => {
    await lockFollowUps(tx, userId, ids);
    const done = await tx.prisma.followUp.findFirst({
      where: { userId, id: { in: ids }, isCompleted: true },
      select: { id: true },
    });
    if (done) throw new AppError("CONFLICT", "A completed follow-up cannot be cancelled. Reopen it first.");
    const { count } = await tx.prisma.followUp.updateMany({
      where: { userId, id: { in: ids }, followUpStatus: "pending" },
      data: { followUpStatus: "cancelled" },
    });
    return { changed: count };
  });
}
