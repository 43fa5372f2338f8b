import type { Transaction } from "@/lib/db/transaction";
import { countedMax, type ListTotal, toTotal, totalAbove } from "@/lib/platform/list-total";
import { describePage, type PageInput, type Tenant } from "./find-page";
import { parseSearch } from "./parse-search";
import { searchQuery } from "./search-query";

/** So many calls at most are looked at one by one, which takes about as long as the page itself. */
const lookedAtMax = 25_000;

type Counted = { looked_at: number; matching: number };

/**
 * How many calls a list has, from the calls that its rarest condition leaves, or that hold the words of its search. Exact where these are
 * few; where there are more than are looked at, more than those that matched.
 * @param seen how many the list has at least.
 */
export async function countByLooking(
  tx: Transaction,
  tenant: Tenant,
  { filters, sort, seen }: Pick<PageInput, "filters" | "sort"> & { seen: number },
): Promise<ListTotal> {
  // A list by score has the calls that have one: every score is at least 0.
  const asked = sort === "score" && !filters.score ? { ...filters, score: { min: 0, max: null } } : filters;
  const page = describePage(tenant, { filters: asked, sort: "newest", cursor: null, limit: 0 }, null);
  if (filters.q === undefined && page.others.length === 0) return countIndexed(tx, page);
  const isSearch = filters.q !== undefined;
  const statement = isSearch ? ofWords(page, filters.q ?? "") : ofList(page);
  const { rows } = await tx.query<Counted>(statement, page.values);
  const { looked_at = 0, matching = 0 } = rows[0] ?? {};
  const isWhole = looked_at <= (isSearch ? countedMax : lookedAtMax);
  return isWhole ? { count: matching, isMore: false } : totalAbove(Math.max(matching, seen));
}

type Described = ReturnType<typeof describePage>;

/** Every call that an index finds is one of the list. */
async function countIndexed(tx: Transaction, page: Described): Promise<ListTotal> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM (
       SELECT FROM ${page.from} WHERE ${page.leading.join(" AND ")} LIMIT ${page.add(countedMax + 1)}) counted`,
    page.values,
  );
  return toTotal(rows[0]?.count ?? 0);
}

function ofList({ table, from, leading, others, joins, add }: Described): string {
  return `SELECT count(*)::integer AS looked_at, (count(*) FILTER (WHERE ${others.join(" AND ")}))::integer AS matching
    FROM (SELECT ${table.columns} FROM ${from} WHERE ${leading.join(" AND ")} LIMIT ${add(lookedAtMax + 1)}) ${table.alias} ${joins}`;
}

function ofWords({ table, from, leading, others, joins, add }: Described, q: string): string {
  const { strict, loose } = searchQuery(parseSearch(q));
  return `WITH found AS MATERIALIZED (
      SELECT call_id, is_match FROM find_calls(${add(strict)}, ${add(loose)}, ${add(countedMax + 1)}))
    SELECT (SELECT count(*) FROM found)::integer AS looked_at, count(*)::integer AS matching FROM ${from} ${joins}
     WHERE ${[...leading, ...others].join(" AND ")}
       AND ${table.callId} = ANY (ARRAY (SELECT call_id FROM found WHERE is_match))`;
}
