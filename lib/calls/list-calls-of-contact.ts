import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { instantText } from "@/lib/db/instant-text";
import { requirePermission } from "@/lib/db/require-permission";
import { countedMax, type ListTotal, toTotal } from "@/lib/platform/list-total";
import { type CallCursor, encodeCallCursor } from "./call-cursor";
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
    const ofContact = tx.kysely
      .selectFrom("calls as c")
      .where("c.user_id", "=", userId)
      .where("c.contact_id", "=", input.contactId);
    const rows = await ofContact
      .where(cursor ? isBefore(cursor) : sql<boolean>`true`)
      .select(["c.id", instantText("c.started_at").as("key")])
      .orderBy("c.started_at", "desc")
      .orderBy("c.id", "desc")
      .limit(callsOfContactPerPage + 1)
      .execute();
    const { count } = await tx.kysely
      .selectFrom(ofContact.limit(countedMax + 1).as("counted"))
      .select((counted) => counted.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    const shown = rows.slice(0, callsOfContactPerPage);
    const last = shown.at(-1);
    const hasMore = rows.length > callsOfContactPerPage;
    return {
      calls: await lookUpCalls(tx, userId, shown),
      total: toTotal(count),
      nextCursor: last && hasMore ? encodeCallCursor({ direction: "after", ...last }) : null,
    };
  });
}

const isBefore = ({ key, id }: CallCursor) => sql<boolean>`(c.started_at, c.id) < (${key}::timestamptz, ${id}::uuid)`;
