import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Cursor } from "@/lib/lists/cursor";
import { inOrder } from "@/lib/lists/list-order";
import { readKeysetPage } from "@/lib/lists/read-keyset-page";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { readDefaultCountry } from "@/lib/settings/read-default-country";
import { followUpConditions } from "./_conditions";
import { selectFollowUps, toFollowUp } from "./_follow-up-row";
import { countFollowUps, tabConditions } from "./count-follow-ups";
import { followUpOrders } from "./follow-up-orders";
import type { FollowUpTab } from "./follow-up-tab";
import type { FollowUpFilters, FollowUpPage } from "./schema";

export const followUpsPerPage = 50;

/** A page of a tab, with how many follow-ups of each tab the filters leave. */
export async function listFollowUps(
  ctx: Context,
  input: { tab: FollowUpTab; filters?: FollowUpFilters; cursor?: Cursor | null; limit?: number },
): Promise<FollowUpPage> {
  const { userId, timezone } = requirePermission(ctx, "follow_up.read");
  const { tab, filters = {}, limit = followUpsPerPage, cursor = null } = input;
  const today = todayIn(timezone, ctx.clock.now());
  const order = followUpOrders[tab];
  const { page, counts } = await ctx.db.tenant(userId, async (tx) => {
    const country = filters.q === undefined ? null : await readDefaultCountry(tx, userId);
    const page = await readKeysetPage({
      order,
      // A cursor of another tab's order is not valid in this one.
      cursor: cursor?.order === tab ? cursor : null,
      limit,
      read({ direction, beyond, limit: rowsMax }) {
        const followUps = selectFollowUps(tx.kysely, userId)
          .where((f) => tabConditions[tab](f, today))
          .where((f) => followUpConditions(f, country, filters))
          .where((f) => f.and(beyond));
        return inOrder(followUps, order, direction).limit(rowsMax).execute();
      },
      cursorOf: (row) => ({ key: [(tab === "done" ? row.completed_at : row.day) ?? ""], id: row.id }),
    });
    return { page, counts: await countFollowUps(tx, { userId, country, today, filters }) };
  });
  const { rows, ...cursors } = page;
  return { tab, followUps: rows.map(toFollowUp), counts, today, ...cursors, asOf: ctx.clock.now().toISOString() };
}
