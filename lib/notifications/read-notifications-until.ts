import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { alignMarks } from "./_align-marks";
import { ReadUntilInput } from "./schema";

/**
 * Takes `markAllRead` back to what it returned.
 * @throws AppError BAD_REQUEST for what is no moment.
 */
export async function readNotificationsUntil(ctx: Context, input: unknown): Promise<{ until: string | null }> {
  const { userId } = requirePermission(ctx, "notification.update");
  const { until } = parseInput(ReadUntilInput, input);
  return ctx.db.tenant(userId, async (tx) => {
    await tx.query("UPDATE users SET notifications_read_until = $2 WHERE id = $1", [userId, until]);
    await alignMarks(tx, userId);
    return { until };
  });
}
