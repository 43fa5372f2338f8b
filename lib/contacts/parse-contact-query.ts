import type { Cursor } from "@/lib/lists/cursor";
import { type Notices, parseCursor, parseFilters, parseOrder, type SearchParams } from "@/lib/lists/parse-list";
import { contactOrders } from "./contact-orders";
import { type ContactFilters, type ContactSort, contactFilterFields, contactSorts } from "./schema";

export type ContactQuery = { filters: ContactFilters; sort: ContactSort; cursor: Cursor | null; notices: Notices };

/** What the address of the list asks for. Never fails: values that cannot be parsed are ignored, with a notice. */
export function parseContactQuery(params: SearchParams): ContactQuery {
  const notices: Notices = [];
  const filters = parseFilters(contactFilterFields, params, notices);
  const sort = parseOrder(contactSorts, params, notices, "Unknown sort order. Showing contacts by name.");
  return { filters, sort, cursor: parseCursor(contactOrders[sort], params, notices), notices };
}
