import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { notificationNotFound, requireCallId } from "./_scope";
import { CallInput } from "./schema";

/**
 * Marks one notification as unread from now on, also when everything up to it was read at once.
 * @throws AppError NOT_FOUND for a call that is missing, another tenant's or nothing to be told of.
 */
export async function markUnread(ctx: Context, input: unknown): Promise<{ callId: string }> {
  const { userId } = requirePermission(ctx, "notification.update");
  const callId = requireCallId(parseInput(CallInput, input).callId);
  return ctx.db.tenant(userId, async (tx) => {
    // The trigger takes the moment at which what was read becomes unread.
    const { count } = await tx.prisma.leadAnalytics.updateMany({
      where: { userId, callId, notifiedAt: { not: null } },
      data: { isRead: true },
    });
    if (count === 0) throw notificationNotFound();
    await tx.prisma.leadAnalytics.updateMany({ where: { userId, callId }, data: { isRead: false } });
    return { callId };
  });
}
