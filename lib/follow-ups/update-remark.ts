import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { followUpNotFound, requireIds } from "./_scope";
import { RemarkInput } from "./schema";

/**
 * Writes another remark; an empty one takes it away.
 * @throws AppError NOT_FOUND for a follow-up that is missing or another tenant's.
 */
export async function updateRemark(ctx: Context, input: unknown): Promise<{ remark: string }> {
  const { userId } = requirePermission(ctx, "follow_up.write");
  const { id, remark } = parseInput(RemarkInput, input);
  const ids = requireIds([id]);
  return ctx.db.tenant(userId, async (tx) => {
    const { count } = await tx.prisma.followUp.updateMany({
      where: { userId, id: { in: ids } },
      data: { remark: remark || null },
    });
    if (count === 0) throw followUpNotFound();
    return { remark };
  });
}
