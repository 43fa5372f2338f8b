import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { decodeCursor } from "@/lib/lists/cursor";
import { pagesOf } from "@/lib/lists/pages-of";
import { contactOrders } from "./contact-orders";
import { listContacts } from "./list-contacts";
import type { ContactFilters, ContactListItem, ContactSort } from "./schema";

const contactsPerRead = 500;

/** Every contact that a list would show, page by page in its order. */
export function exportContacts(
  ctx: Context,
  { filters, sort }: { filters: ContactFilters; sort: ContactSort },
): AsyncGenerator<readonly ContactListItem[]> {
  requirePermission(ctx, "contact.read");
  return pagesOf(async (at) => {
    const cursor = at === null ? null : decodeCursor(at, contactOrders[sort]);
    const { contacts, nextCursor } = await listContacts(ctx, { filters, sort, cursor, limit: contactsPerRead });
    return { items: contacts, nextCursor };
  });
}
