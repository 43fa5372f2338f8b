import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
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
    const { rowCount } = await tx.query(
      `UPDATE follow_ups SET is_completed = true, follow_up_status = 'completed', completed_at = $3,
              remark = CASE WHEN $4::text IS NULL THEN remark ELSE nullif($4, '') END
        WHERE user_id = $1 AND id = ANY ($2::uuid[]) AND follow_up_status <> 'completed'`,
      [userId, ids, ctx.clock.now(), remark ?? null],
    );
    return { changed: rowCount ?? 0 };
  });
}
