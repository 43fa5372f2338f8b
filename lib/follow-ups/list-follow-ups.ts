import { sql } from "kysely";
import type { Context } from "@/lib/db/context";
import { isBeyond, type KeyPart } from "@/lib/db/is-beyond";
import { requirePermission } from "@/lib/db/require-permission";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { type FollowUpRow, selectFollowUps, toFollowUp } from "./_follow-up-row";
import { countFollowUps, tabConditions } from "./count-follow-ups";
import { encodeFollowUpCursor, type FollowUpCursor } from "./follow-up-cursor";
import type { FollowUpTab } from "./follow-up-tab";
import type { FollowUpPage } from "./schema";

export const followUpsPerPage = 50;

const byDay = { column: "f.follow_up_date", isOfDays: true } as const;
const orders = {
  due: { ...byDay, isDescending: false },
  overdue: { ...byDay, isDescending: false },
  upcoming: { ...byDay, isDescending: false },
  done: { column: "f.completed_at", isOfDays: false, isDescending: true },
  cancelled: { ...byDay, isDescending: true },
} as const satisfies Record<FollowUpTab, { column: string; isOfDays: boolean; isDescending: boolean }>;

/** A page of a tab by keyset, with how many follow-ups each tab has: what is open by day, what is done or cancelled newest first. */
export async function listFollowUps(
  ctx: Context,
  input: { tab: FollowUpTab; cursor?: FollowUpCursor | null; limit?: number },
): Promise<FollowUpPage> {
  const { userId, timezone } = requirePermission(ctx, "follow_up.read");
  const { tab, limit = followUpsPerPage } = input;
  const today = todayIn(timezone, ctx.clock.now());
  const { column, isOfDays, isDescending } = orders[tab];
  // A place of another tab's order is none of this one's.
  const cursor = input.cursor && input.cursor.place.length > 10 === !isOfDays ? input.cursor : null;
  const isBack = cursor?.direction === "previous";
  const order = isDescending !== isBack ? "desc" : "asc";

  const { rows, counts } = await ctx.db.tenant(userId, async (tx) => {
    const rows = await selectFollowUps(tx.kysely, userId)
      .where((f) => tabConditions[tab](f, today))
      .where(cursor ? isBeyond(order, placeOf(column, cursor)) : sql<boolean>`true`)
      .orderBy(column, order)
      .orderBy("f.id", order)
      .limit(limit + 1)
      .execute();
    return { rows, counts: await countFollowUps(tx, { userId, today }) };
  });

  const hasMore = rows.length > limit;
  // The way back ends at the first page, filled up with whatever has been added since.
  if (isBack && !hasMore) return listFollowUps(ctx, { tab, limit });
  const shown = rows.slice(0, limit);
  if (isBack) shown.reverse();
  const cursorAt = (row: FollowUpRow, direction: FollowUpCursor["direction"]) =>
    encodeFollowUpCursor({ direction, place: (isOfDays ? row.day : row.completed_at) ?? "", id: row.id });
  const [first] = shown;
  const last = shown.at(-1);
  return {
    tab,
    followUps: shown.map(toFollowUp),
    counts,
    today,
    previousCursor: first && cursor ? cursorAt(first, "previous") : null,
    nextCursor: last && (hasMore || isBack) ? cursorAt(last, "next") : null,
    asOf: ctx.clock.now().toISOString(),
  };
}

function placeOf(column: (typeof orders)[FollowUpTab]["column"], { place, id }: FollowUpCursor): KeyPart[] {
  return [
    [column, column === "f.follow_up_date" ? "date" : "timestamptz", place],
    ["f.id", "uuid", id],
  ];
}
