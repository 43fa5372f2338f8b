import type { Context } from "@/lib/db/context";
import { createParameters } from "@/lib/db/parameters";
import { readDefaultCountry } from "@/lib/db/read-default-country";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { countedMax, toTotal } from "@/lib/platform/list-total";
import { type CustomerRow, customerColumns, toCustomer } from "./_customer-row";
import { customerConditions } from "./_scope";
import { type CustomerCursor, encodeCustomerCursor } from "./customer-cursor";
import { type CustomerStatus, customerStatuses } from "./customer-status";
import type { CustomerCounts, CustomerFilters, CustomerPage } from "./schema";

export const customersPerPage = 50;

type Tenant = Parameters<typeof customerConditions>[0];
type ListInput = { filters: CustomerFilters; cursor?: CustomerCursor | null; limit?: number };

/** A page of the tenant's customers, the newest first, by keyset, and how many of each status the search finds. */
export async function listCustomers(ctx: Context, input: ListInput): Promise<CustomerPage> {
  const { userId } = requirePermission(ctx, "customer.read");
  const { filters, cursor = null, limit = customersPerPage } = input;
  const isNewer = cursor?.direction === "newer";
  const order = isNewer ? "ASC" : "DESC";
  const parameters = createParameters();
  const { rows, counts } = await ctx.db.tenant(userId, async (tx) => {
    const tenant = { userId, country: filters.q === undefined ? null : await readDefaultCountry(tx, userId) };
    const conditions = customerConditions(tenant, filters, parameters);
    if (cursor) {
      const place = `(${parameters.add(cursor.at)}::timestamptz, ${parameters.add(cursor.id)}::uuid)`;
      conditions.push(`(k.conversion_date, k.id) ${isNewer ? ">" : "<"} ${place}`);
    }
    const found = await tx.query<CustomerRow>(
      `SELECT ${customerColumns} FROM customers k WHERE ${conditions.join(" AND ")}
       ORDER BY k.conversion_date ${order}, k.id ${order} LIMIT ${parameters.add(limit + 1)}`,
      parameters.values,
    );
    return { rows: found.rows, counts: await countCustomers(tx, tenant, filters) };
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

async function countCustomers(tx: Transaction, tenant: Tenant, { q }: CustomerFilters): Promise<CustomerCounts> {
  const parameters = createParameters();
  const counts = customerStatuses.map((status) => {
    const conditions = customerConditions(tenant, { status, q }, parameters).join(" AND ");
    return `(SELECT count(*)::integer FROM (SELECT FROM customers k WHERE ${conditions} LIMIT ${countedMax + 1}) counted) AS "${status}"`;
  });
  const { rows } = await tx.query<Record<CustomerStatus, number>>(`SELECT ${counts.join(", ")}`, parameters.values);
  const of = (status: CustomerStatus) => toTotal(rows[0]?.[status] ?? 0);
  return { Active: of("Active"), Inactive: of("Inactive"), Churned: of("Churned"), "On Hold": of("On Hold") };
}
