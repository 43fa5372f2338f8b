import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { callOrders, callTables } from "./_scope";
import { findPage, keyText, type Place } from "./find-page";
import type { CallFilters, CallSort } from "./schema";

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
    const place = await placeOf(tx, tenant.userId, id, sort);
    if (!place) return { previous: null, next: null };
    const beside = async (direction: "before" | "after") => {
      const { places } = await findPage(tx, tenant, { filters, sort, cursor: { direction, ...place }, limit: 1 });
      return places[0]?.id ?? null;
    };
    return { previous: await beside("before"), next: await beside("after") };
  });
}

async function placeOf(tx: Transaction, userId: string, id: string, sort: CallSort): Promise<Place | null> {
  const order = callOrders[sort];
  const table = order.table ?? callTables.c;
  const key = order.key(table);
  const { rows } = await tx.query<Place>(
    `SELECT ${table.callId} AS id, ${keyText(order, key)} AS key FROM ${table.name} ${table.alias}
      WHERE ${table.alias}.user_id = $1 AND ${table.callId} = $2 AND ${key} IS NOT NULL`,
    [userId, id],
  );
  return rows[0] ?? null;
}
