import type { Transaction } from "@/lib/db/transaction";
import { describePage } from "./_call-page";
import type { CallCursor } from "./call-cursor";
import type { CallFilters, CallSort } from "./schema";
import { walkPage } from "./walk-page";

export type PageInput = { filters: CallFilters; sort: CallSort; cursor: CallCursor | null; limit: number };

/** A call's place in a list: its key in the words of a cursor, and its id. */
export type Place = { id: string; key: string };

export type Tenant = { userId: string; timezone: string };

export type FoundPage = {
  /** In the order of the list; with `cursor.direction` "before" away from the cursor. */
  places: Place[];
  hasMore: boolean;
  /** Where looking ended before the page was full. */
  stoppedAt: Place | null;
  /** Known where all calls that match were found at once. */
  total: number | null;
};

/** The calls of a page: by keyset, as fast on the millionth call as on the first. */
export async function findPage(tx: Transaction, tenant: Tenant, input: PageInput): Promise<FoundPage> {
  const { limit } = input;
  const page = describePage(tx.kysely, tenant, input, input.cursor);
  if (page.others.length > 0 || input.filters.q !== undefined) return walkPage(tx, tenant, input);
  const places = await page.listed
    .select(page.place)
    .orderBy(page.order)
    .limit(limit + 1)
    .execute();
  return { places: places.slice(0, limit), hasMore: places.length > limit, stoppedAt: null, total: null };
}
