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
    // Prisma's dates end at milliseconds.
    await tx.kysely.updateTable("users").set({ notifications_read_until: until }).where("id", "=", userId).execute();
    await alignMarks(tx, userId);
    return { until };
  });
}
