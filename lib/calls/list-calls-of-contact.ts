import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { countedMax, type ListTotal, toTotal } from "@/lib/platform/list-total";
import { callOrders } from "./_scope";
import { type CallCursor, encodeCallCursor } from "./call-cursor";
import { keyText, type Place } from "./find-page";
import { lookUpCalls } from "./list-calls";
import type { CallListItem } from "./schema";

export const callsOfContactPerPage = 20;

/** Calls with a contact of the tenant, newest first, by keyset; none for a contact that is not theirs. */
export async function listCallsOfContact(
  ctx: Context,
  input: { contactId: string; cursor?: CallCursor | null },
): Promise<{ calls: CallListItem[]; nextCursor: string | null; total: ListTotal }> {
  const { userId } = requirePermission(ctx, "call.read");
  if (!z.uuid().safeParse(input.contactId).success) return { calls: [], nextCursor: null, total: toTotal(0) };
  const { cursor } = input;
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<Place>(
      `SELECT c.id, ${keyText(callOrders.newest, "c.started_at")} AS key FROM calls c
        WHERE c.user_id = $1 AND c.contact_id = $2 ${cursor ? "AND (c.started_at, c.id) < ($4::timestamptz, $5::uuid)" : ""}
        ORDER BY c.started_at DESC, c.id DESC LIMIT $3`,
      [userId, input.contactId, callsOfContactPerPage + 1, ...(cursor ? [cursor.key, cursor.id] : [])],
    );
    const counted = await tx.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM (
         SELECT FROM calls c WHERE c.user_id = $1 AND c.contact_id = $2 LIMIT ${countedMax + 1}) counted`,
      [userId, input.contactId],
    );
    const shown = rows.slice(0, callsOfContactPerPage);
    const last = shown.at(-1);
    const hasMore = rows.length > callsOfContactPerPage;
    return {
      calls: await lookUpCalls(tx, userId, shown),
      total: toTotal(counted.rows[0]?.count ?? 0),
      nextCursor: last && hasMore ? encodeCallCursor({ direction: "after", ...last }) : null,
    };
  });
}
