import { type Expression, type Kysely, type SqlBool, sql } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import { instantText } from "@/lib/lists/instant-text";
import { type CallOrder, callOrders, callTables, type Direction, eb, selectFromCalls, tableOf } from "../_call-tables";
import type { CallFilters } from "../schema";
import { callConditions, listBounds, outcomesAmong } from "./_scope";
import type { PageInput, Place, Tenant } from "./page-input";

export type CallPageParts = ReturnType<typeof describePage>;

/**
 * The parts of a statement that reads a list from a cursor on. An index serves the condition that leaves the fewest calls and keeps the
 * list's order; the other conditions are checked call by call.
 */
export function describePage(
  kysely: Kysely<DB>,
  tenant: Tenant,
  { filters, sort, cursor }: PageInput,
  from: Place | null,
) {
  const order = callOrders[sort];
  const conditions = callConditions(filters, tenant.timezone);
  const first = conditions.find(({ isWithoutIndex }) => !isWithoutIndex);
  const table = order.table ?? callTables[first?.alias ?? "c"];
  const indexed = order.table === null ? first : conditions.find((condition) => condition.order === sort);
  const others = conditions.filter((condition) => condition !== indexed);
  const column = order.key(table);
  const [key, id] = [eb.ref(column), eb.ref(table.callId)];
  const isBackwards = cursor?.direction === "before";
  const direction: Direction = (order.direction === "desc") === isBackwards ? "asc" : "desc";
  const leading: Expression<SqlBool>[] = listBounds(tenant, filters, table);
  if (indexed && indexed.alias !== "o") leading.push(indexed.on(table));
  if (sort === "score") leading.push(eb("l.total_score", "is not", null));
  if (from) leading.push(isPast(key, id, { place: from, type: order.type, direction }));
  const rows = table.alias === "o" ? selectOutcomes(kysely, filters.outcome, direction) : tableOf(table);
  return {
    table,
    key,
    id,
    direction,
    type: order.type,
    leading,
    /** The calls of an index from the place on, of which nothing is selected yet. */
    listed: selectFromCalls(kysely, rows).where(eb.and(leading)),
    place: [sql.ref<string>(table.callId).as("id"), keyText(order.type, column).as("key")] as const,
    order: sql`${key} ${sql.raw(direction)}, ${id} ${sql.raw(direction)}`,
    others: others.map(({ on }) => on(table)),
    /** The tables that the other conditions look at. */
    aliases: new Set(others.map(({ alias }) => alias)),
    /** How many calls the condition that leaves the fewest is expected to leave. */
    left: first?.left ?? 9,
    /** Where those calls are found when the order of the list has no index for them. */
    natural: first && { table: callTables[first.alias], condition: first.on(callTables[first.alias]) },
  };
}

/** Whether a row comes after a place of the list, in the direction of reading. */
export function isPast(
  key: Expression<unknown>,
  id: Expression<unknown>,
  { place, type, direction }: { place: Place; type: CallOrder["type"]; direction: Direction },
): Expression<SqlBool> {
  const isBehind = sql.raw(direction === "asc" ? ">" : "<");
  return sql<boolean>`(${key}, ${id}) ${isBehind} (${place.key}::${sql.raw(type)}, ${place.id}::uuid)`;
}

/** The key as a cursor carries it. */
export const keyText = (type: CallOrder["type"], column: string) =>
  type === "integer" ? sql<string>`${sql.ref(column)}::text` : instantText(column);

/**
 * An index lists the calls of one outcome in order. Those of several are merged from it, which each has to ask for: behind row-level
 * security the planner would else sort all that there are.
 */
function selectOutcomes(kysely: Kysely<DB>, wanted: CallFilters["outcome"], direction: Direction) {
  const ofEach = outcomesAmong(wanted).map((outcome) =>
    kysely
      .selectFrom("agent_call_outcomes")
      .selectAll()
      .where("outcome", "=", sql.lit(outcome))
      .orderBy("call_started_at", direction)
      .orderBy("call_id", direction),
  );
  return sql`(${sql.join(ofEach, sql` UNION ALL `)})`.as("o" as const);
}
