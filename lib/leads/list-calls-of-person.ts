import { z } from "zod";
import { type CallCursor, encodeCallCursor } from "@/lib/calls/call-cursor";
import type { Place } from "@/lib/calls/find-page";
import { lookUpCalls } from "@/lib/calls/list-calls";
import type { CallListItem } from "@/lib/calls/schema";
import type { Context } from "@/lib/db/context";
import { createParameters } from "@/lib/db/parameters";
import { requirePermission } from "@/lib/db/require-permission";
import { countedMax, type ListTotal, toTotal } from "@/lib/platform/list-total";
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
  const order = isBack ? "ASC" : "DESC";
  const { add, values } = createParameters();
  const [user, limit] = [add(userId), add(callsOfPersonPerPage + 1)];
  const place = cursor
    ? `AND (c.started_at, c.id) ${isBack ? ">" : "<"} (${add(cursor.key)}::timestamptz, ${add(cursor.id)}::uuid)`
    : "";
  // Each key alone: an index keeps its order for one value, not for a list of them.
  const pages = personKeys.map(
    (key) => `(SELECT c.id, c.started_at FROM calls c WHERE c.user_id = ${user} AND c.person_key = ${add(key)} ${place}
      ORDER BY c.started_at ${order}, c.id ${order} LIMIT ${limit})`,
  );
  const { places, calls, total } = await ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<Place>(
      `SELECT p.id, to_char(p.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key
       FROM (${pages.join(" UNION ALL ")}) p ORDER BY p.started_at ${order}, p.id ${order} LIMIT ${limit}`,
      values,
    );
    const shown = rows.slice(0, callsOfPersonPerPage);
    const counts = personKeys.map(
      (_, index) => `SELECT count(*) AS count FROM (
        SELECT FROM calls c WHERE c.user_id = $1 AND c.person_key = $${index + 2} LIMIT ${countedMax + 1}) counted`,
    );
    const counted = await tx.query<{ count: number }>(
      `SELECT sum(count)::integer AS count FROM (${counts.join(" UNION ALL ")}) c`,
      [userId, ...personKeys],
    );
    return {
      places: rows,
      calls: await lookUpCalls(tx, userId, isBack ? shown.toReversed() : shown),
      total: toTotal(counted.rows[0]?.count ?? 0),
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
