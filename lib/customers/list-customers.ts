import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import type { Cursor } from "@/lib/lists/cursor";
import { inOrder, type ListOrder } from "@/lib/lists/list-order";
import { countedMax, toTotal } from "@/lib/lists/list-total";
import { readKeysetPage } from "@/lib/lists/read-keyset-page";
import { readDefaultCountry } from "@/lib/settings/read-default-country";
import { selectCustomers, toCustomer } from "./_customer-row";
import { customerConditions } from "./_scope";
import { type CustomerStatus, customerStatuses } from "./customer-status";
import type { CustomerCounts, CustomerFilters, CustomerPage } from "./schema";

export const customersPerPage = 50;

/** The order of the list, of customers `k`. */
export const customerOrder = {
  name: "newest",
  direction: "desc",
  key: [["k.conversion_date", "timestamptz"]],
  id: "k.id",
} as const satisfies ListOrder;

type ListInput = { filters: CustomerFilters; cursor?: Cursor | null; limit?: number };

/** A page of the tenant's customers, the newest first, and how many of each status the search finds. */
export async function listCustomers(ctx: Context, input: ListInput): Promise<CustomerPage> {
  const { userId } = requirePermission(ctx, "customer.read");
  const { filters, cursor = null, limit = customersPerPage } = input;
  const { page, counts } = await ctx.db.tenant(userId, async (tx) => {
    const country = filters.q === undefined ? null : await readDefaultCountry(tx, userId);
    const page = await readKeysetPage({
      order: customerOrder,
      cursor,
      limit,
      read({ direction, beyond, limit: rowsMax }) {
        const customers = selectCustomers(tx.kysely, userId)
          .where((k) => customerConditions(k, country, filters))
          .where((k) => k.and(beyond));
        return inOrder(customers, customerOrder, direction).limit(rowsMax).execute();
      },
      cursorOf: (row) => ({ key: [row.converted_at], id: row.id }),
    });
    return { page, counts: await countCustomers(tx, { userId, country }, filters) };
  });
  const { rows, ...cursors } = page;
  return { customers: rows.map(toCustomer), counts, ...cursors, asOf: ctx.clock.now().toISOString() };
}

async function countCustomers(
  { kysely }: Transaction,
  { userId, country }: { userId: string; country: string | null },
  { q }: CustomerFilters,
): Promise<CustomerCounts> {
  const counts = await kysely
    .selectNoFrom((eb) =>
      customerStatuses.map((status) => {
        const ofStatus = kysely
          .selectFrom("customers as k")
          .select("k.id")
          .where("k.user_id", "=", userId)
          .where((k) => customerConditions(k, country, { status, q }))
          .limit(countedMax + 1)
          .as("of_status");
        return eb
          .selectFrom(ofStatus)
          .select((of) => of.fn.countAll<number>().as("count"))
          .as(status);
      }),
    )
    .executeTakeFirst();
  const of = (status: CustomerStatus) => toTotal(counts?.[status] ?? 0);
  return { Active: of("Active"), Inactive: of("Inactive"), Churned: of("Churned"), "On Hold": of("On Hold") };
}
