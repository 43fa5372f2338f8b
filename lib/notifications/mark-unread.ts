import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { notificationNotFound, requireCallId } from "./_scope";
import { CallInput } from "./schema";

/**
 * Marks one notification as unread, also after "mark all as read".
 * @throws AppError NOT_FOUND for a call that is missing, another tenant's or without a notification.
 */
export async function markUnread(ctx: Context, input: unknown): Promise<{ callId: string }> {
  const { userId } = requirePermission(ctx, "notification.update");
  const callId = requireCallId(parseInput(CallInput, input).callId);
  return ctx.db.tenant(userId, async (tx) => {
    // The trigger sets the time at which the row became unread.
    const { count } = await tx.prisma.leadAnalytics.updateMany({
      where: { userId, callId, notifiedAt: { not: null } },
      data: { isRead: true },
    });
    if (count === 0) throw notificationNotFound();
    await tx.prisma.leadAnalytics.updateMany({ where: { userId, callId }, data: { isRead: false } });
    return { callId };
  });
}
