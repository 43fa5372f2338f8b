import type { Cursor } from "@/lib/lists/cursor";
import { type Notices, parseCursor, parseFilters, parseOrder, type SearchParams } from "@/lib/lists/parse-list";
import { auditOrders } from "./audit-orders";
import { type AuditFilters, type AuditSort, auditFilterFields, auditSorts } from "./schema";

export type AuditQuery = { filters: AuditFilters; sort: AuditSort; cursor: Cursor | null; notices: Notices };

/** What the address of the audit log asks for. Never fails: values that cannot be parsed are ignored, with a notice. */
export function parseAuditQuery(params: SearchParams): AuditQuery {
  const notices: Notices = [];
  const filters = parseFilters(auditFilterFields, params, notices);
  const sort = parseOrder(auditSorts, params, notices, "Unknown sort order. Showing the newest entries first.");
  return { filters, sort, cursor: parseCursor(auditOrders[sort], params, notices), notices };
}
