import { sql } from "kysely";
import type { Context } from "@/lib/db/context";
import { isBeyond, type KeyPart } from "@/lib/db/is-beyond";
import { readDefaultCountry } from "@/lib/db/read-default-country";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { countedMax, toTotal } from "@/lib/platform/list-total";
import { type CustomerRow, selectCustomers, toCustomer } from "./_customer-row";
import { customerConditions } from "./_scope";
import { type CustomerCursor, encodeCustomerCursor } from "./customer-cursor";
import { type CustomerStatus, customerStatuses } from "./customer-status";
import type { CustomerCounts, CustomerFilters, CustomerPage } from "./schema";

export const customersPerPage = 50;

type ListInput = { filters: CustomerFilters; cursor?: CustomerCursor | null; limit?: number };

/** A page of the tenant's customers, the newest first, by keyset, and how many of each status the search finds. */
export async function listCustomers(ctx: Context, input: ListInput): Promise<CustomerPage> {
  const { userId } = requirePermission(ctx, "customer.read");
  const { filters, cursor = null, limit = customersPerPage } = input;
  const isNewer = cursor?.direction === "newer";
  const order = isNewer ? "asc" : "desc";
  const { rows, counts } = await ctx.db.tenant(userId, async (tx) => {
    const country = filters.q === undefined ? null : await readDefaultCountry(tx, userId);
    const rows = await selectCustomers(tx.kysely, userId)
      .where((k) => customerConditions(k, country, filters))
      .where(cursor ? isBeyond(order, placeOf(cursor)) : sql<boolean>`true`)
      .orderBy("k.conversion_date", order)
      .orderBy("k.id", order)
      .limit(limit + 1)
      .execute();
    return { rows, counts: await countCustomers(tx, { userId, country }, filters) };
  });
  const hasMore = rows.length > limit;
  if (isNewer && !hasMore) return listCustomers(ctx, { filters, limit });
  const shown = rows.slice(0, limit);
  if (isNewer) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  const cursorAt = (row: CustomerRow, direction: CustomerCursor["direction"]) =>
    encodeCustomerCursor({ direction, at: row.converted_at, id: row.id });
  return {
    customers: shown.map(toCustomer),
    counts,
    previousCursor: first && cursor ? cursorAt(first, "newer") : null,
    nextCursor: last && (hasMore || isNewer) ? cursorAt(last, "older") : null,
    asOf: ctx.clock.now().toISOString(),
  };
}

const placeOf = ({ at, id }: CustomerCursor): KeyPart[] => [
  ["k.conversion_date", "timestamptz", at],
  ["k.id", "uuid", id],
];

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
