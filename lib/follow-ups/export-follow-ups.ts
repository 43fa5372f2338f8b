import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { decodeCursor } from "@/lib/lists/cursor";
import { pagesOf } from "@/lib/lists/pages-of";
import { followUpOrders } from "./follow-up-orders";
import type { FollowUpTab } from "./follow-up-tab";
import { listFollowUps } from "./list-follow-ups";
import type { FollowUp, FollowUpFilters } from "./schema";

const followUpsPerRead = 500;

/** Every follow-up of a tab that the filters leave, page by page in its order. */
export function exportFollowUps(
  ctx: Context,
  { tab, filters }: { tab: FollowUpTab; filters?: FollowUpFilters },
): AsyncGenerator<readonly FollowUp[]> {
  requirePermission(ctx, "follow_up.read");
  return pagesOf(async (at) => {
    const cursor = at === null ? null : decodeCursor(at, followUpOrders[tab]);
    const { followUps, nextCursor } = await listFollowUps(ctx, { tab, filters, cursor, limit: followUpsPerRead });
    return { items: followUps, nextCursor };
  });
}
