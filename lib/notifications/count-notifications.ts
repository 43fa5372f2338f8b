import type { Transaction } from "@/lib/db/transaction";
import { countedMax, type ListTotal, toTotal } from "@/lib/platform/list-total";
import { notificationConditions } from "./_scope";
import type { NotificationFilters } from "./schema";

/** How many of the tenant's notifications match. */
export async function countNotifications(
  tx: Transaction,
  userId: string,
  filters: NotificationFilters,
): Promise<ListTotal> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM (
       SELECT FROM lead_analytics l WHERE ${notificationConditions(filters).join(" AND ")} LIMIT ${countedMax + 1}) counted`,
    [userId],
  );
  return toTotal(rows[0]?.count ?? 0);
}
