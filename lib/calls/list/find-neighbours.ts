import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { callOrders, callTables, eb, selectFromCalls, tableOf } from "../_call-tables";
import type { CallFilters, CallSort } from "../schema";
import { keyText } from "./_call-page";
import { findPage } from "./find-page";
import type { Place } from "./page-input";

export type Neighbours = { previous: string | null; next: string | null };

/** The calls before and after one in a list, by the list's own filters and order; none beside a call that is not in its order. */
export async function findNeighbours(
  ctx: Context,
  input: { id: string; filters: CallFilters; sort: CallSort },
): Promise<Neighbours> {
  const tenant = requirePermission(ctx, "call.read");
  const { id, filters, sort } = input;
  if (!z.uuid().safeParse(id).success) return { previous: null, next: null };
  return ctx.db.tenant(tenant.userId, async (tx) => {
    const place = await cursorOf(tx, tenant.userId, id, sort);
    if (!place) return { previous: null, next: null };
    const beside = async (direction: "before" | "after") => {
      const { places } = await findPage(tx, tenant, { filters, sort, cursor: { direction, ...place }, limit: 1 });
      return places[0]?.id ?? null;
    };
    return { previous: await beside("before"), next: await beside("after") };
  });
}

async function cursorOf({ kysely }: Transaction, userId: string, id: string, sort: CallSort): Promise<Place | null> {
  const order = callOrders[sort];
  const table = order.table ?? callTables.c;
  const key = order.key(table);
  const place = await selectFromCalls(kysely, tableOf(table))
    .where(eb(`${table.alias}.user_id`, "=", userId))
    .where(eb(table.callId, "=", id))
    .where(eb(key, "is not", null))
    .select([sql.ref<string>(table.callId).as("id"), keyText(order.type, key).as("key")])
    .executeTakeFirst();
  return place ?? null;
}
