import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { readUnreadCount } from "./_scope";

/** How many notifications are unread; `unreadCountMax` stands for that many or more. */
export async function countUnread(ctx: Context): Promise<number> {
  const { userId } = requirePermission(ctx, "notification.read");
  return ctx.db.tenant(userId, ({ kysely }) => readUnreadCount(kysely, userId));
}
