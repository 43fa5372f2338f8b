import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { decodeCursor } from "@/lib/lists/cursor";
import { pagesOf } from "@/lib/lists/pages-of";
import { customerOrder, listCustomers } from "./list-customers";
import type { CustomerFilters, CustomerListItem } from "./schema";

const customersPerRead = 500;

/** Every customer that a list would show, page by page in its order. */
export function exportCustomers(
  ctx: Context,
  { filters }: { filters: CustomerFilters },
): AsyncGenerator<readonly CustomerListItem[]> {
  requirePermission(ctx, "customer.read");
  return pagesOf(async (at) => {
    const cursor = at === null ? null : decodeCursor(at, customerOrder);
    const { customers, nextCursor } = await listCustomers(ctx, { filters, cursor, limit: customersPerRead });
    return { items: customers, nextCursor };
  });
}
