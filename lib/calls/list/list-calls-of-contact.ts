import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { countListed } from "@/lib/lists/count-listed";
import type { Cursor } from "@/lib/lists/cursor";
import { instantText } from "@/lib/lists/instant-text";
import { inOrder, type ListOrder } from "@/lib/lists/list-order";
import { type ListTotal, toTotal } from "@/lib/lists/list-total";
import { readKeysetPage } from "@/lib/lists/read-keyset-page";
import type { CallListItem } from "../schema";
import { lookUpCalls } from "./list-calls";

export const callsOfContactPerPage = 20;

/** The order of the list, of calls `c`. */
export const contactCallOrder = {
  name: "newest",
  direction: "desc",
  key: [["c.started_at", "timestamptz"]],
  id: "c.id",
} as const satisfies ListOrder;

/** Calls with a contact of the tenant, the newest first; none for a contact that is not theirs. */
export async function listCallsOfContact(
  ctx: Context,
  input: { contactId: string; cursor?: Cursor | null },
): Promise<{ calls: CallListItem[]; previousCursor: string | null; nextCursor: string | null; total: ListTotal }> {
  const { userId } = requirePermission(ctx, "call.read");
  const { contactId, cursor = null } = input;
  if (!z.uuid().safeParse(contactId).success)
    return { calls: [], previousCursor: null, nextCursor: null, total: toTotal(0) };
  return ctx.db.tenant(userId, async (tx) => {
    const ofContact = tx.kysely
      .selectFrom("calls as c")
      .where("c.user_id", "=", userId)
      .where("c.contact_id", "=", contactId);
    const { rows, ...cursors } = await readKeysetPage({
      order: contactCallOrder,
      cursor,
      limit: callsOfContactPerPage,
      read({ direction, beyond, limit }) {
        const places = ofContact.where((c) => c.and(beyond)).select(["c.id", instantText("c.started_at").as("key")]);
        return inOrder(places, contactCallOrder, direction).limit(limit).execute();
      },
      cursorOf: ({ key, id }) => ({ key: [key], id }),
    });
    return { calls: await lookUpCalls(tx, userId, rows), ...cursors, total: await countListed(tx, ofContact) };
  });
}
