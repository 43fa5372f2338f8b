import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { decodeCursor } from "@/lib/lists/cursor";
import { pagesOf } from "@/lib/lists/pages-of";
import { leadOrders } from "./lead-orders";
import { listLeadsUncounted } from "./list-leads";
import type { LeadFilters, LeadListItem, LeadSort } from "./schema";

const leadsPerRead = 500;

/** Every lead that a list would show, page by page in its order. */
export function exportLeads(
  ctx: Context,
  { filters, sort }: { filters: LeadFilters; sort: LeadSort },
): AsyncGenerator<readonly LeadListItem[]> {
  requirePermission(ctx, "lead.read");
  return pagesOf(async (at) => {
    const cursor = at === null ? null : decodeCursor(at, leadOrders[sort]);
    const { leads, nextCursor } = await listLeadsUncounted(ctx, { filters, sort, cursor, limit: leadsPerRead });
    return { items: leads, nextCursor };
  });
}
