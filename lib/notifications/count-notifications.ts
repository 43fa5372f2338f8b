import type { Transaction } from "@/lib/db/transaction";
import { countedMax, type ListTotal, toTotal } from "@/lib/lists/list-total";
import { countUpTo } from "./_scope";
import type { NotificationFilters } from "./schema";

/** How many of the tenant's notifications match. */
export async function countNotifications(
  { kysely }: Transaction,
  userId: string,
  filters: NotificationFilters,
): Promise<ListTotal> {
  return toTotal(await countUpTo(kysely, userId, filters, countedMax + 1));
}
