import type { Cursor } from "@/lib/lists/cursor";
import { type Notices, parseCursor, parseFilters, type SearchParams } from "@/lib/lists/parse-list";
import { customerOrder } from "./list-customers";
import { type CustomerFilters, customerFilterFields } from "./schema";

export type CustomerQuery = { filters: CustomerFilters; cursor: Cursor | null; notices: Notices };

/** What the address of the list asks for. Never fails: values that cannot be parsed are ignored, with a notice. */
export function parseCustomerQuery(params: SearchParams): CustomerQuery {
  const notices: Notices = [];
  const filters = parseFilters(customerFilterFields, params, notices, {
    q: () => "Search for at least two characters.",
  });
  const cursor = parseCursor(
    customerOrder,
    params,
    notices,
    "That page could not be found. Showing the newest customers.",
  );
  return { filters, cursor, notices };
}
