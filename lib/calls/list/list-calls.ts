import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { anyOf } from "@/lib/lists/any-of";
import type { ListTotal } from "@/lib/lists/list-total";
import { selectCalls, toCallListItem } from "../_call-row";
import { callOrders } from "../_call-tables";
import type { CallFilters, CallListItem, CallPage, CallSort } from "../schema";
import { parseSearch } from "../search/parse-search";
import { readSnippets } from "../search/read-snippets";
import { type CallCursor, encodeCallCursor } from "./call-cursor";
import { countCalls } from "./count-calls";
import { findPage } from "./find-page";
import type { FoundPage, Place } from "./page-input";

export const callsPerPage = 50;

type ListInput = { filters: CallFilters; sort?: CallSort; cursor?: CallCursor | null; limit?: number };

/** A page of the tenant's calls in the order that is asked for, the newest first by default. */
export async function listCalls(ctx: Context, input: ListInput): Promise<CallPage> {
  const tenant = requirePermission(ctx, "call.read");
  const { filters, sort = "newest", cursor = null, limit = callsPerPage } = input;
  async function totalOf(tx: Transaction, page: FoundPage): Promise<ListTotal> {
    const isWhole = !cursor && !page.hasMore;
    const known = isWhole ? page.places.length : page.total;
    if (known !== null) return { count: known, isMore: false };
    return countCalls(tx, tenant, { filters, sort, seen: page.places.length, isSlow: page.stoppedAt !== null });
  }
  const { found, calls, total } = await ctx.db.tenant(tenant.userId, async (tx) => {
    let page = await findPage(tx, tenant, { filters, sort, cursor, limit });
    // The way back ends at the first page, filled up with whatever has come since.
    const isBack = cursor?.direction === "before";
    const isAtStart = isBack && !page.hasMore;
    if (isAtStart) page = await findPage(tx, tenant, { filters, sort, cursor: null, limit });
    else if (isBack) page = { ...page, places: page.places.toReversed() };
    return {
      found: { ...page, isFirst: !cursor || isAtStart, hasMore: page.hasMore || (isBack && !isAtStart) },
      calls: await lookUpCalls(tx, tenant.userId, page.places, filters.q),
      total: await totalOf(tx, page),
    };
  });
  const { places, stoppedAt, hasMore, isFirst } = found;
  const first = places[0];
  const last = stoppedAt ?? places.at(-1);
  return {
    calls,
    previousCursor: first && !isFirst ? encodeCallCursor({ direction: "before", ...first }, sort) : null,
    nextCursor: last && hasMore ? encodeCallCursor({ direction: "after", ...last }, sort) : null,
    stopped: stoppedAt && { at: callOrders[sort].type === "timestamptz" ? stoppedAt.key : null },
    total,
    asOf: ctx.clock.now().toISOString(),
  };
}

/**
 * The rows of these calls as a list shows them. The calls are found first: in one statement, the row-level policies of the joined tables
 * would make the planner expect almost no rows, and sort all calls.
 */
export async function lookUpCalls(
  tx: Transaction,
  userId: string,
  places: readonly Place[],
  q?: string,
): Promise<CallListItem[]> {
  if (places.length === 0) return [];
  const ids = places.map(({ id }) => id);
  const rows = await selectCalls(tx.kysely, userId)
    .select((call) => call.fn.coalesce("c.caller_name", "l.extracted_name").as("caller_name"))
    .where("c.id", "=", anyOf(ids))
    .execute();
  const items = new Map(rows.map((row) => [row.id, toCallListItem(row)]));
  const snippets = q === undefined ? null : await readSnippets(tx, userId, ids, parseSearch(q));
  return ids.flatMap((id) => {
    const item = items.get(id);
    if (!item) return [];
    return snippets ? { ...item, snippet: snippets.get(id) ?? null } : item;
  });
}
