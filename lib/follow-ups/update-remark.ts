import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
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
  const [followUpId] = requireIds([id]);
  return ctx.db.tenant(userId, async (tx) => {
    const { rowCount } = await tx.query(
      "UPDATE follow_ups SET remark = nullif($3, '') WHERE user_id = $1 AND id = $2",
      [userId, followUpId, remark],
    );
    if (rowCount === 0) throw followUpNotFound();
    return { remark };
  });
}
