import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { lockFollowUps, requireIds } from "./_scope";
import { refusedAsDouble } from "./refused-as-double";
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
      const { rowCount } = await tx.query(
        `UPDATE follow_ups SET is_completed = false, follow_up_status = 'pending', completed_at = NULL,
                remark = CASE WHEN $3::text IS NULL THEN remark ELSE nullif($3, '') END
          WHERE user_id = $1 AND id = ANY ($2::uuid[]) AND follow_up_status <> 'pending'`,
        [userId, ids, remark ?? null],
      );
      return { changed: rowCount ?? 0 };
    })
    .catch((error) => {
      throw refusedAsDouble(error);
    });
}
