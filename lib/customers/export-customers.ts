import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { decodeCustomerCursor } from "./customer-cursor";
import { listCustomers } from "./list-customers";
import type { CustomerFilters, CustomerListItem } from "./schema";

const customersPerRead = 500;

const columns: Readonly<Record<string, (customer: CustomerListItem) => unknown>> = {
  Reference: ({ reference }) => reference,
  Name: ({ name }) => name,
  Phone: ({ phone }) => phone?.e164,
  Email: ({ email }) => email,
  Company: ({ company }) => company,
  Status: ({ status }) => status,
  "Sales rep": ({ salesRep }) => salesRep,
  "Lead source": ({ leadSource }) => leadSource,
  "Customer since (UTC)": ({ convertedAt }) => convertedAt,
  "Last contact (UTC)": ({ lastInteractionAt }) => lastInteractionAt,
};

/** Every customer that a list would show, page by page in its order. Instants are in UTC. */
export function exportCustomers(
  ctx: Context,
  input: { filters: CustomerFilters },
): { header: string[]; pages: AsyncGenerator<unknown[][]> } {
  requirePermission(ctx, "customer.read");
  const { filters } = input;
  async function* pages() {
    let at: string | null = null;
    do {
      const cursor = at === null ? null : decodeCustomerCursor(at);
      const page = await listCustomers(ctx, { filters, cursor, limit: customersPerRead });
      yield page.customers.map((customer) => Object.values(columns).map((value) => value(customer)));
      at = page.nextCursor;
    } while (at !== null);
  }
  return { header: Object.keys(columns), pages: pages() };
}
