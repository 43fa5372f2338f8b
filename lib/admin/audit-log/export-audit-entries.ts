import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { decodeCursor } from "@/lib/lists/cursor";
import { pagesOf } from "@/lib/lists/pages-of";
import { auditOrders } from "./audit-orders";
import { listAuditEntries } from "./list-audit-entries";
import type { AuditEntry, AuditFilters, AuditSort } from "./schema";

const entriesPerRead = 500;

/** Every entry that the audit log would show, page by page in its order. Admins only. */
export function exportAuditEntries(
  ctx: Context,
  { filters, sort }: { filters: AuditFilters; sort: AuditSort },
): AsyncGenerator<readonly AuditEntry[]> {
  requirePermission(ctx, "audit_log.read");
  return pagesOf(async (at) => {
    const cursor = at === null ? null : decodeCursor(at, auditOrders[sort]);
    const { entries, nextCursor } = await listAuditEntries(ctx, { filters, sort, cursor, limit: entriesPerRead });
    return { items: entries, nextCursor };
  });
}
