import type { Cursor } from "@/lib/lists/cursor";
import { type Notices, parseCursor, parseFilters, parseOrder, type SearchParams } from "@/lib/lists/parse-list";
import { adminAgentOrders } from "./agent-orders";
import { type AdminAgentFilters, type AdminAgentSort, adminAgentFilterFields, adminAgentSorts } from "./schema";

export type AdminAgentQuery = {
  filters: AdminAgentFilters;
  sort: AdminAgentSort;
  cursor: Cursor | null;
  notices: Notices;
};

/** What the address of the list asks for. Never fails: values that cannot be parsed are ignored, with a notice. */
export function parseAgentQuery(params: SearchParams): AdminAgentQuery {
  const notices: Notices = [];
  const filters = parseFilters(adminAgentFilterFields, params, notices);
  const sort = parseOrder(adminAgentSorts, params, notices, "Unknown sort order. Showing the newest agents first.");
  return { filters, sort, cursor: parseCursor(adminAgentOrders[sort], params, notices), notices };
}
