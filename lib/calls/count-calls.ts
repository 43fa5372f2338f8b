import type { Transaction } from "@/lib/db/transaction";
import { dimensionNames, dimensions } from "@/lib/metrics/dimensions";
import { addTotals, type ListTotal, totalAbove } from "@/lib/platform/list-total";
import { createParameters } from "./_scope";
import { countByLooking } from "./count-by-looking";
import { isCounted } from "./counted-statuses";
import type { PageInput, Tenant } from "./find-page";
import { findRollup } from "./find-rollup";
import { type CallFilters, callStatuses } from "./schema";

/**
 * How many calls a list has: added up from rollups where these know it, else by looking at calls.
 * @param seen how many it has at least.
 * @param isSlow whether the page itself was looked for as long as anybody may wait: then no call is looked at to count it.
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

/** How many calls the filters match, added up from rollups; null where those cannot know it. */
async function countInRollups(tx: Transaction, userId: string, filters: CallFilters): Promise<number | null> {
  const rollup = findRollup(filters);
  if (!rollup) return null;
  const { table, columns } = rollup;
  const { add, values } = createParameters();
  const conditions = [`user_id = ${add(userId)}`];
  if (filters.range)
    conditions.push(`date BETWEEN ${add(filters.range.from)}::date AND ${add(filters.range.to)}::date`);
  for (const name of dimensionNames)
    if (filters[name]) conditions.push(`${dimensions[name].column} = ${add(filters[name])}`);
  if (table === "user_analytics") conditions.push("hour IS NOT NULL");
  if (filters.weekday !== undefined) conditions.push(`extract(isodow FROM date) = ${add(filters.weekday)}::integer`);
  if (filters.hour !== undefined) conditions.push(`hour = ${add(filters.hour)}::integer`);
  const { rows } = await tx.query<{ total: number }>(
    `SELECT coalesce(sum(${columns.join(" + ")}), 0)::integer AS total FROM ${table} WHERE ${conditions.join(" AND ")}`,
    values,
  );
  return rows[0]?.total ?? 0;
}
