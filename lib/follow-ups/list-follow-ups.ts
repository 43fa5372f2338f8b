import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { type FollowUpRow, followUpColumns, toFollowUp } from "./_follow-up-row";
import { countFollowUps, tabConditions } from "./count-follow-ups";
import { encodeFollowUpCursor, type FollowUpCursor } from "./follow-up-cursor";
import type { FollowUpTab } from "./follow-up-tab";
import type { FollowUpPage } from "./schema";

export const followUpsPerPage = 50;

const byDay = { column: "f.follow_up_date", type: "date" } as const;
const orders: Record<FollowUpTab, { column: string; type: "date" | "timestamptz"; isDescending: boolean }> = {
  due: { ...byDay, isDescending: false },
  overdue: { ...byDay, isDescending: false },
  upcoming: { ...byDay, isDescending: false },
  done: { column: "f.completed_at", type: "timestamptz", isDescending: true },
  cancelled: { ...byDay, isDescending: true },
};

/** A page of a tab by keyset, with how many follow-ups each tab has: what is open by day, what is done or cancelled newest first. */
export async function listFollowUps(
  ctx: Context,
  input: { tab: FollowUpTab; cursor?: FollowUpCursor | null; limit?: number },
): Promise<FollowUpPage> {
  const { userId, timezone } = requirePermission(ctx, "follow_up.read");
  const { tab, limit = followUpsPerPage } = input;
  const today = todayIn(timezone, ctx.clock.now());
  const { column, type, isDescending } = orders[tab];
  // A place of another tab's order is none of this one's.
  const cursor = input.cursor && input.cursor.place.length > 10 === (type === "timestamptz") ? input.cursor : null;
  const isBack = cursor?.direction === "previous";
  const order = isDescending !== isBack ? "DESC" : "ASC";
  const beyond = cursor ? `AND (${column}, f.id) ${order === "DESC" ? "<" : ">"} ($3::${type}, $4::uuid)` : "";

  const { rows, counts } = await ctx.db.tenant(userId, async (tx) => {
    const found = await tx.query<FollowUpRow>(
      `SELECT ${followUpColumns} FROM follow_ups f
        WHERE f.user_id = $1 AND ${tabConditions[tab]} AND $2::date IS NOT NULL ${beyond}
        ORDER BY ${column} ${order}, f.id ${order} LIMIT ${limit + 1}`,
      [userId, today, ...(cursor ? [cursor.place, cursor.id] : [])],
    );
    return { rows: found.rows, counts: await countFollowUps(tx, { userId, today }) };
  });

  const hasMore = rows.length > limit;
  // The way back ends at the first page, filled up with whatever has been added since.
  if (isBack && !hasMore) return listFollowUps(ctx, { tab, limit });
  const shown = rows.slice(0, limit);
  if (isBack) shown.reverse();
  const cursorAt = (row: FollowUpRow, direction: FollowUpCursor["direction"]) =>
    encodeFollowUpCursor({ direction, place: (type === "date" ? row.day : row.completed_at) ?? "", id: row.id });
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
