import type { Transaction } from "@/lib/db/transaction";
import { describePage } from "./_call-page";
import type { FoundPage, PageInput, Tenant } from "./page-input";
import { walkPage } from "./walk-page";

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
