import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { countedMax, type ListTotal, toTotal, totalAbove } from "@/lib/lists/list-total";
import { columnsOf, eb, joinTo, selectFromCalls } from "../_call-tables";
import { parseSearch } from "../search/parse-search";
import { type SearchQuery, searchQuery } from "../search/search-query";
import { type CallPageParts, describePage } from "./_call-page";
import { expectCalls, findCalls, matchingCalls } from "./_search-functions";
import type { PageInput, Tenant } from "./page-input";

/** The most calls that are examined one by one; that takes about as long as the page itself. */
const lookedAtMax = 25_000;
/** The same where words are looked for in each. */
const readMax = 12_500;
/** For words in more calls than this, the index returns all of them before the first is counted. */
const heldByMostMin = 20 * countedMax;

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
  const { looked_at, matching, max } = await look(tx, page, filters.q);
  return looked_at <= max ? { count: matching, isMore: false } : totalAbove(Math.max(matching, seen));
}

async function look(tx: Transaction, page: CallPageParts, q: string | undefined) {
  if (q === undefined) return { ...(await countInList(tx, page)), max: lookedAtMax };
  const sought = searchQuery(parseSearch(q));
  const isCommon = (await expectCalls(tx.kysely, sought)) > heldByMostMin;
  if (isCommon) return { ...(await countReading(tx, page, sought)), max: readMax };
  return { ...(await countByWords(tx, page, sought)), max: countedMax };
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

/** Checks the calls of the list for the words, one by one. */
function countReading(
  { kysely }: Transaction,
  { table, id, listed, others, aliases }: CallPageParts,
  sought: SearchQuery,
) {
  const idsOfChunk = sql`ARRAY (SELECT ${id} FROM chunk ${sql.ref(table.alias)})`;
  const matches = eb.and([...others, sql<boolean>`w.is_match`]);
  const chunk = selectFromCalls(kysely, sql.table("chunk").as(table.alias));
  const seen = joinTo(chunk, table, aliases)
    .leftJoin(sql.table("words").as("w"), (join) => join.on(sql<boolean>`w.call_id = ${id}`))
    .select([eb.fn.countAll<number>().as("looked_at"), eb.fn.countAll<number>().filterWhere(matches).as("matching")]);
  return kysely
    .with(
      (cte) => cte("chunk").materialized(),
      () => listed.select(columnsOf(table)).limit(readMax + 1),
    )
    .with(
      (cte) => cte("words").materialized(),
      () => matchingCalls(kysely, sought, idsOfChunk),
    )
    .selectFrom(seen.as("m"))
    .select(["m.looked_at", "m.matching"])
    .executeTakeFirstOrThrow();
}

function countByWords(
  { kysely }: Transaction,
  { table, id, listed, others, aliases }: CallPageParts,
  sought: SearchQuery,
) {
  const isFound = sql<boolean>`${id} = ANY (ARRAY (SELECT call_id FROM found WHERE is_match))`;
  const matching = joinTo(listed, table, aliases)
    .where(eb.and([...others, isFound]))
    .select(eb.fn.countAll<number>().as("count"));
  return kysely
    .with(
      (cte) => cte("found").materialized(),
      () => findCalls(kysely, sought, countedMax + 1),
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
