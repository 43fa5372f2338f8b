import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { alignMarks } from "./_align-marks";
import { ReadUntilInput } from "./schema";

/**
 * Undoes `markAllRead`, given the time that it returned.
 * @throws AppError BAD_REQUEST for an invalid time.
 */
export async function readNotificationsUntil(ctx: Context, input: unknown): Promise<{ until: string | null }> {
  const { userId } = requirePermission(ctx, "notification.update");
  const { until } = parseInput(ReadUntilInput, input);
  return ctx.db.tenant(userId, async (tx) => {
    // Prisma's dates end at milliseconds.
    await tx.kysely.updateTable("users").set({ notifications_read_until: until }).where("id", "=", userId).execute();
    await alignMarks(tx, userId);
    return { until };
  });
}
