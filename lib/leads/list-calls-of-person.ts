import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { lookUpCalls } from "@/lib/calls/list/list-calls";
import type { CallListItem } from "@/lib/calls/schema";
import type { Transaction } from "@/lib/db/transaction";
import { countListed } from "@/lib/lists/count-listed";
import type { Cursor } from "@/lib/lists/cursor";
import { instantText } from "@/lib/lists/instant-text";
import { inOrder, type ListOrder } from "@/lib/lists/list-order";
import { countedMax, type ListTotal } from "@/lib/lists/list-total";
import { readKeysetPage, type Slice } from "@/lib/lists/read-keyset-page";
import { parseInput } from "@/lib/platform/parse-input";

export const callsOfPersonPerPage = 20;
const PersonInput = z.object({ personKeys: z.array(z.string().min(1).max(320)).min(1).max(3) });

export type PersonCalls = {
  calls: CallListItem[];
  nextCursor: string | null;
  previousCursor: string | null;
  total: ListTotal;
};

/** The order of the list, of cursors `p`. */
export const personCallOrder = {
  name: "newest",
  direction: "desc",
  key: [["p.started_at", "timestamptz"]],
  id: "p.id",
} as const satisfies ListOrder;

/** All calls of a person who is known by these keys, those that showed no lead as well: the newest first. */
export async function listCallsOfPerson(
  ctx: Context,
  input: { personKeys: readonly string[]; cursor?: Cursor | null },
): Promise<PersonCalls> {
  const { userId } = requirePermission(ctx, "call.read");
  const { cursor = null } = input;
  const { personKeys } = parseInput(PersonInput, { personKeys: input.personKeys });
  return ctx.db.tenant(userId, async (tx) => {
    const { rows, ...cursors } = await readKeysetPage({
      order: personCallOrder,
      cursor,
      limit: callsOfPersonPerPage,
      read: (slice) => readPlaces(tx, { userId, personKeys }, slice),
      cursorOf: ({ key, id }) => ({ key: [key], id }),
    });
    return {
      calls: await lookUpCalls(tx, userId, rows),
      ...cursors,
      total: await countCalls(tx, userId, personKeys),
    };
  });
}

type Calls = ReturnType<typeof callsOf>;

const callsOf = ({ kysely }: Transaction, userId: string, personKey: string) =>
  kysely
    .selectFrom("calls as p")
    .select(["p.id", "p.started_at"])
    .where("p.user_id", "=", userId)
    .where("p.person_key", "=", personKey);

/** The union of several queries, each with its own limit. */
const allOf = ({ kysely }: Transaction, queries: readonly Calls[]) =>
  queries
    .map((query) => kysely.selectFrom(query.as("each")).select(["each.id", "each.started_at"]))
    .reduce((all, each) => all.unionAll(each));

function readPlaces(
  tx: Transaction,
  { userId, personKeys }: { userId: string; personKeys: readonly string[] },
  { direction, beyond, limit }: Slice,
) {
  // Each key alone: an index keeps its order for one value, not for a list of them.
  const pages = personKeys.map((key) => {
    const page = callsOf(tx, userId, key).where((p) => p.and(beyond));
    return inOrder(page, personCallOrder, direction).limit(limit);
  });
  const places = tx.kysely.selectFrom(allOf(tx, pages).as("p")).select(["p.id", instantText("p.started_at").as("key")]);
  return inOrder(places, personCallOrder, direction).limit(limit).execute();
}

function countCalls(tx: Transaction, userId: string, personKeys: readonly string[]): Promise<ListTotal> {
  const counted = personKeys.map((key) => callsOf(tx, userId, key).limit(countedMax + 1));
  return countListed(tx, allOf(tx, counted));
}
