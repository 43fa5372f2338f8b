import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { Transaction } from "@/lib/db/transaction";
import { addTotals, type ListTotal, totalAbove } from "@/lib/lists/list-total";
import { isCounted } from "@/lib/metrics/counted-statuses";
import { filterConditions } from "@/lib/metrics/filter-conditions";
import { type CallFilters, callStatuses } from "../schema";
import { countByLooking } from "./count-by-looking";
import { findRollup } from "./find-rollup";
import type { PageInput, Tenant } from "./page-input";

/** Whichever rollup is asked, as `r`: only that of hours has an hour. */
const eb = expressionBuilder<{ r: DB["user_analytics"] }, "r">();

/**
 * How many calls a list has: summed from rollups if these cover its filters, else by examining calls.
 * @param seen how many it has at least.
 * @param isSlow whether finding the page used up the time limit: then no calls are examined to count them.
 */
export async function countCalls(
  tx: Transaction,
  tenant: Tenant,
  { filters, sort, seen, isSlow = false }: Pick<PageInput, "filters" | "sort"> & { seen: number; isSlow?: boolean },
): Promise<ListTotal> {
  // The list of highest scores leaves out leads without one, which no rollup knows of.
  const look = async (each: CallFilters) =>
    isSlow ? totalAbove(seen) : countByLooking(tx, tenant, { filters: each, sort, seen });
  if (sort === "score") return look(filters);
  const count = await countInRollups(tx, tenant.userId, filters);
  if (count !== null) return { count, isMore: false };
  const statuses = [...new Set(filters.status ?? callStatuses)];
  // The rollups count those of some statuses; of the others there are few.
  const others = statuses.filter((status) => !isCounted(status));
  const counted = statuses.filter(isCounted);
  if (others.length === 0 || counted.length === 0) return look(filters);
  const ofRollups = await countInRollups(tx, tenant.userId, { ...filters, status: counted });
  if (ofRollups === null) return look(filters);
  return addTotals([
    { count: ofRollups, isMore: false },
    await countByLooking(tx, tenant, { filters: { ...filters, status: others }, sort, seen: 0 }),
  ]);
}

/** How many calls the filters match, summed from rollups; null if no rollup covers the filters. */
async function countInRollups({ kysely }: Transaction, userId: string, filters: CallFilters): Promise<number | null> {
  const rollup = findRollup(filters);
  if (!rollup) return null;
  const { table, columns } = rollup;
  const { range, weekday, hour } = filters;
  const conditions: Expression<SqlBool>[] = [eb("r.user_id", "=", userId), ...filterConditions(filters, "r")];
  if (range) conditions.push(sql<boolean>`r.date BETWEEN ${range.from}::date AND ${range.to}::date`);
  if (table === "user_analytics") conditions.push(eb("r.hour", "is not", null));
  if (weekday !== undefined) conditions.push(sql<boolean>`extract(isodow FROM r.date) = ${weekday}::integer`);
  if (hour !== undefined) conditions.push(eb("r.hour", "=", hour));
  const counted = sql.join(
    columns.map((column) => sql.ref(`r.${column}`)),
    sql` + `,
  );
  const { total } = await kysely
    .selectFrom(sql.table(table).as("r"))
    .select(sql<number>`coalesce(sum(${counted}), 0)::integer`.as("total"))
    .where(eb.and(conditions))
    .executeTakeFirstOrThrow();
  return total;
}
