import type { Transaction } from "@/lib/db/transaction";
import {
  type Alias,
  type CallOrder,
  type CallTable,
  callConditions,
  callOrders,
  callTables,
  createParameters,
  listBounds,
  outcomesOf,
} from "./_scope";
import type { CallCursor } from "./call-cursor";
import type { CallFilters, CallSort } from "./schema";
import { walkPage } from "./walk-page";

export type PageInput = { filters: CallFilters; sort: CallSort; cursor: CallCursor | null; limit: number };

/** A call's place in a list: its key in the words of a cursor, and its id. */
export type Place = { id: string; key: string };

export type FoundPage = {
  /** In the order of the list; with `cursor.direction` "before" away from the cursor. */
  places: Place[];
  hasMore: boolean;
  /** Where looking ended before the page was full. */
  stoppedAt: Place | null;
  /** Known where all calls that match were found at once. */
  total: number | null;
};

export type Tenant = { userId: string; timezone: string };

/** The calls of a page: by keyset, as fast on the millionth call as on the first. */
export async function findPage(tx: Transaction, tenant: Tenant, input: PageInput): Promise<FoundPage> {
  const { limit } = input;
  const page = describePage(tenant, input, input.cursor);
  if (page.others.length > 0 || input.filters.q !== undefined) return walkPage(tx, tenant, input);
  const { rows } = await tx.query<Place>(
    `SELECT ${page.columns} FROM ${page.from} WHERE ${page.leading.join(" AND ")} ORDER BY ${page.order} LIMIT ${page.add(limit + 1)}`,
    page.values,
  );
  return { places: rows.slice(0, limit), hasMore: rows.length > limit, stoppedAt: null, total: null };
}

/**
 * The pieces of a statement that reads a list from a place on, and its parameters. Of the conditions, an index takes the one that leaves
 * the fewest calls and keeps the list's order; the others are looked at call by call.
 */
export function describePage(tenant: Tenant, { filters, sort, cursor }: PageInput, from: Place | null) {
  const parameters = createParameters();
  const order = callOrders[sort];
  const conditions = callConditions(filters, tenant.timezone, parameters);
  const first = conditions.find(({ isWithoutIndex }) => !isWithoutIndex);
  const table = order.table ?? callTables[first?.alias ?? "c"];
  const indexed = order.table === null ? first : conditions.find((condition) => condition.order === sort);
  const others = conditions.filter((condition) => condition !== indexed);
  const aliases = new Set(others.map(({ alias }) => alias));
  const key = order.key(table);
  const isBackwards = cursor?.direction === "before";
  const direction = (order.direction === "DESC") === isBackwards ? "ASC" : "DESC";
  const past = (keyColumn: string, idColumn: string, place: Place) =>
    `(${keyColumn}, ${idColumn}) ${direction === "ASC" ? ">" : "<"} (${parameters.add(place.key)}::${order.type}, ${parameters.add(place.id)}::uuid)`;
  return {
    ...parameters,
    table,
    key,
    direction,
    past,
    columns: `${table.callId} AS id, ${keyText(order, key)} AS key`,
    from: table.alias === "o" ? `${outcomesOf(filters.outcome, direction)} o` : `${table.name} ${table.alias}`,
    leading: [
      ...listBounds(tenant, filters, table, parameters),
      ...(indexed && indexed.alias !== "o" ? [indexed.sql(table)] : []),
      ...(sort === "score" ? ["l.total_score IS NOT NULL"] : []),
      ...(from ? [past(key, table.callId, from)] : []),
    ],
    order: `${key} ${direction}, ${table.callId} ${direction}`,
    others: others.map(({ sql }) => sql(table)),
    /** What the other conditions look at besides. */
    joins: joinsTo(table, aliases),
    aliases,
    /** How many calls the condition that leaves the fewest is expected to leave. */
    left: first?.left ?? 9,
    /** Where those calls are found when the order of the list has no index for them. */
    natural: first && { table: callTables[first.alias], condition: first.sql(callTables[first.alias]) },
  };
}

/** The tables of these aliases that stand beside one of them, each with a row or none for a call. */
export function joinsTo(table: CallTable, aliases: ReadonlySet<Alias>): string {
  return [...aliases]
    .filter((alias) => alias !== table.alias)
    .map((alias) => {
      const { name, callId } = callTables[alias];
      return `LEFT JOIN ${name} ${alias} ON ${callId} = ${table.callId} AND ${alias}.user_id = ${table.alias}.user_id`;
    })
    .join(" ");
}

/** The key as a cursor carries it. */
export function keyText({ type }: Pick<CallOrder, "type">, key: string): string {
  return type === "integer" ? `${key}::text` : `to_char(${key} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
