import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { countedMax, type ListTotal, toTotal, totalAbove } from "@/lib/platform/list-total";
import { type CallPageParts, describePage } from "./_call-page";
import { columnsOf, eb, joinTo, selectFromCalls } from "./_call-tables";
import { findCalls } from "./_search-functions";
import type { PageInput, Tenant } from "./find-page";
import { parseSearch } from "./parse-search";
import { searchQuery } from "./search-query";

/** So many calls at most are looked at one by one, which takes about as long as the page itself. */
const lookedAtMax = 25_000;

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
  const page = describePage(tx.kysely, tenant, { filters: asked, sort: "newest", cursor: null, limit: 0 }, null);
  if (filters.q === undefined && page.others.length === 0) return countIndexed(tx, page);
  const isSearch = filters.q !== undefined;
  const { looked_at, matching } = await (isSearch ? countByWords(tx, page, filters.q ?? "") : countInList(tx, page));
  const isWhole = looked_at <= (isSearch ? countedMax : lookedAtMax);
  return isWhole ? { count: matching, isMore: false } : totalAbove(Math.max(matching, seen));
}

/** Every call that an index finds is one of the list. */
async function countIndexed({ kysely }: Transaction, { listed }: CallPageParts): Promise<ListTotal> {
  const { count } = await kysely
    .selectFrom(listed.limit(countedMax + 1).as("counted"))
    .select((counted) => counted.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return toTotal(count);
}

function countInList({ kysely }: Transaction, { table, listed, others, aliases }: CallPageParts) {
  const looked = listed
    .select(columnsOf(table))
    .limit(lookedAtMax + 1)
    .as(table.alias);
  return joinTo(selectFromCalls(kysely, looked), table, aliases)
    .select([
      eb.fn.countAll<number>().as("looked_at"),
      eb.fn.countAll<number>().filterWhere(eb.and(others)).as("matching"),
    ])
    .executeTakeFirstOrThrow();
}

function countByWords({ kysely }: Transaction, { table, id, listed, others, aliases }: CallPageParts, q: string) {
  const isFound = sql<boolean>`${id} = ANY (ARRAY (SELECT call_id FROM found WHERE is_match))`;
  const matching = joinTo(listed, table, aliases)
    .where(eb.and([...others, isFound]))
    .select(eb.fn.countAll<number>().as("count"));
  return kysely
    .with(
      (cte) => cte("found").materialized(),
      () => findCalls(kysely, searchQuery(parseSearch(q)), countedMax + 1),
    )
    .selectFrom(matching.as("m"))
    .select((m) => [
      m
        .selectFrom("found")
        .select((found) => found.fn.countAll<number>().as("count"))
        .$asScalar()
        .$notNull()
        .as("looked_at"),
      "m.count as matching",
    ])
    .executeTakeFirstOrThrow();
}
