import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { type ContactColumn, contactCsv } from "./contact-csv";
import { decodeContactCursor } from "./contact-cursor";
import { listContacts } from "./list-contacts";
import type { ContactFilters, ContactSort } from "./schema";

const contactsPerRead = 500;

/** Every contact that a list would show, page by page in its order, with the columns that it shows. */
export function exportContacts(
  ctx: Context,
  input: { filters: ContactFilters; sort: ContactSort; columns: readonly ContactColumn[] },
): { header: string[]; pages: AsyncGenerator<unknown[][]> } {
  requirePermission(ctx, "contact.read");
  const { filters, sort, columns } = input;
  async function* pages() {
    let at: string | null = null;
    do {
      const cursor = at === null ? null : decodeContactCursor(at, sort);
      const page = await listContacts(ctx, { filters, sort, cursor, limit: contactsPerRead });
      yield page.contacts.map((contact) => columns.map((column) => contactCsv[column].value(contact)));
      at = page.nextCursor;
    } while (at !== null);
  }
  return { header: columns.map((column) => contactCsv[column].header), pages: pages() };
}
