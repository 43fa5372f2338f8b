import { z } from "zod";
import { type CallCursor, encodeCallCursor } from "@/lib/calls/call-cursor";
import { lookUpCalls } from "@/lib/calls/list-calls";
import type { CallListItem } from "@/lib/calls/schema";
import type { Context } from "@/lib/db/context";
import { countListed } from "@/lib/db/count-listed";
import { instantText } from "@/lib/db/instant-text";
import { isBeyond } from "@/lib/db/is-beyond";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { countedMax, type ListTotal } from "@/lib/platform/list-total";
import { parseInput } from "@/lib/platform/parse-input";

export const callsOfPersonPerPage = 20;
const PersonInput = z.object({ personKeys: z.array(z.string().min(1).max(320)).min(1).max(3) });

export type PersonCalls = {
  calls: CallListItem[];
  nextCursor: string | null;
  previousCursor: string | null;
  total: ListTotal;
};

/** All calls of a person who is known by these keys, those that showed no lead as well: the newest first, by keyset. */
export async function listCallsOfPerson(
  ctx: Context,
  input: { personKeys: readonly string[]; cursor?: CallCursor | null },
): Promise<PersonCalls> {
  const { userId } = requirePermission(ctx, "call.read");
  const { cursor = null } = input;
  const { personKeys } = parseInput(PersonInput, { personKeys: input.personKeys });
  const isBack = cursor?.direction === "before";
  const { places, calls, total } = await ctx.db.tenant(userId, async (tx) => {
    const rows = await readPlaces(tx, { userId, personKeys, cursor });
    const shown = rows.slice(0, callsOfPersonPerPage);
    return {
      places: rows,
      calls: await lookUpCalls(tx, userId, isBack ? shown.toReversed() : shown),
      total: await countCalls(tx, userId, personKeys),
    };
  });
  const hasMore = places.length > callsOfPersonPerPage;
  if (isBack && !hasMore) return listCallsOfPerson(ctx, { personKeys });
  const shown = places.slice(0, callsOfPersonPerPage);
  if (isBack) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    calls,
    total,
    previousCursor: first && cursor ? encodeCallCursor({ direction: "before", ...first }) : null,
    nextCursor: last && (hasMore || isBack) ? encodeCallCursor({ direction: "after", ...last }) : null,
  };
}

type Calls = ReturnType<typeof callsOf>;

const callsOf = ({ kysely }: Transaction, userId: string, personKey: string) =>
  kysely
    .selectFrom("calls as c")
    .select(["c.id", "c.started_at"])
    .where("c.user_id", "=", userId)
    .where("c.person_key", "=", personKey);

/** What several queries find, each of which ends by itself. */
const allOf = ({ kysely }: Transaction, queries: readonly Calls[]) =>
  queries
    .map((query) => kysely.selectFrom(query.as("each")).select(["each.id", "each.started_at"]))
    .reduce((all, each) => all.unionAll(each));

function readPlaces(
  tx: Transaction,
  { userId, personKeys, cursor }: { userId: string; personKeys: readonly string[]; cursor: CallCursor | null },
) {
  const order = cursor?.direction === "before" ? "asc" : "desc";
  const limit = callsOfPersonPerPage + 1;
  // Each key alone: an index keeps its order for one value, not for a list of them.
  const pages = personKeys.map((key) => {
    const page = callsOf(tx, userId, key).orderBy("c.started_at", order).orderBy("c.id", order).limit(limit);
    if (!cursor) return page;
    return page.where(
      isBeyond(order, [
        ["c.started_at", "timestamptz", cursor.key],
        ["c.id", "uuid", cursor.id],
      ]),
    );
  });
  return tx.kysely
    .selectFrom(allOf(tx, pages).as("p"))
    .select(["p.id", instantText("p.started_at").as("key")])
    .orderBy("p.started_at", order)
    .orderBy("p.id", order)
    .limit(limit)
    .execute();
}

function countCalls(tx: Transaction, userId: string, personKeys: readonly string[]): Promise<ListTotal> {
  const counted = personKeys.map((key) => callsOf(tx, userId, key).limit(countedMax + 1));
  return countListed(tx, allOf(tx, counted));
}
