import type { Cursor } from "@/lib/lists/cursor";
import { type Notices, parseCursor, parseFilters, parseOrder, type SearchParams } from "@/lib/lists/parse-list";
import { type UserFilters, type UserSort, userFilterFields, userSorts } from "./schema";
import { userOrders } from "./user-orders";

export type UserQuery = { filters: UserFilters; sort: UserSort; cursor: Cursor | null; notices: Notices };

/** What the address of the list asks for. Never fails: values that cannot be parsed are ignored, with a notice. */
export function parseUserQuery(params: SearchParams): UserQuery {
  const notices: Notices = [];
  const filters = parseFilters(userFilterFields, params, notices);
  const sort = parseOrder(userSorts, params, notices, "Unknown sort order. Showing the newest users first.");
  return { filters, sort, cursor: parseCursor(userOrders[sort], params, notices), notices };
}
