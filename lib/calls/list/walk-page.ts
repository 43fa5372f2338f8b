import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { columnsOf, eb, joinTo, selectFromCalls } from "../_call-tables";
import type { CallFilters } from "../schema";
import { parseSearch } from "../search/parse-search";
import { type SearchQuery, searchQuery } from "../search/search-query";
import { describePage } from "./_call-page";
import { fewByCondition, fewByWords } from "./_few-calls";
import { expectCalls, matchingCalls, noCalls } from "./_search-functions";
import { type FoundPage, fewFoundMax, type PageInput, type Place, type Tenant } from "./page-input";

/** After this many milliseconds a search stops; the user can continue it from there. */
const msMax = 120;
/** The number of calls examined first, and the minimum and maximum of each later step. */
const callsFirst = 500;
const callsNext = { min: 250, max: 2_000 };
/** If filling a page means examining more calls than this, it is built from all calls that match one condition instead. */
const callsToWalkMax = 5_000;
/** Fewer of the first calls than this hold the words when they are rare. */
const rareShare = 0.02;

/**
 * A page of a list with several conditions or a search. Calls with rare words, or with a rare condition that the list's order has no index
 * for, are taken all at once; else it walks along the list, looking at each call. A search that matches hardly any call ends at the time
 * limit.
 */
export async function walkPage(tx: Transaction, tenant: Tenant, input: PageInput): Promise<FoundPage> {
  const { limit, filters } = input;
  const terms = filters.q === undefined ? [] : parseSearch(filters.q);
  const sought = terms.length > 0 ? searchQuery(terms) : null;
  // Excluded words match nearly every call: only required words select few.
  const expected =
    sought && terms.some(({ isExcluded }) => !isExcluded)
      ? await expectCalls(tx.kysely, sought)
      : Number.POSITIVE_INFINITY;
  const few = sought && expected < fewFoundMax ? await fewByWords(tx, tenant, input, sought) : null;
  if (few) return few;

  const startedMs = performance.now();
  const places: Place[] = [];
  let from: Place | null = input.cursor;
  let looked = 0;
  for (let index = 0; ; index += 1) {
    const size = index === 0 ? callsFirst : callsThatFill(limit + 1 - places.length, places.length / looked);
    const chunk = await walk(tx, tenant, input, { sought, from, size });
    looked += size;
    places.push(...chunk.places);
    if (places.length > limit) return { places: places.slice(0, limit), hasMore: true, stoppedAt: null, total: null };
    if (!chunk.last) return { places, hasMore: false, stoppedAt: null, total: null };
    from = chunk.last;
    if (index === 0 && (limit + 1) * looked > callsToWalkMax * places.length) {
      // The planner's estimate for several words, or for a number, may be far too high: the first calls of the list are a better sample.
      const seemsRare =
        chunk.withWords < size * rareShare && fewFoundMax <= expected && expected < expectedAtMost(filters);
      const found =
        sought && seemsRare
          ? await fewByWords(tx, tenant, input, sought)
          : await fewByCondition(tx, tenant, input, sought);
      if (found) return found;
    }
    if (performance.now() - startedMs > msMax) return { places, hasMore: true, stoppedAt: from, total: null };
  }
}

/** Estimates how many further calls contain the given number of matches, from the share that matched before. */
function callsThatFill(missing: number, share: number): number {
  const likely = share > 0 ? Math.ceil((missing / share) * 1.25) : Number.POSITIVE_INFINITY;
  return Math.max(callsNext.min, Math.min(callsNext.max, likely));
}

/** Calls that meet other conditions may lack the words for a reason of their own. */
function expectedAtMost({ q: _q, range: _range, ...others }: CallFilters): number {
  return Object.keys(others).length === 0 ? Number.POSITIVE_INFINITY : 20 * fewFoundMax;
}

type Chunk = { sought: SearchQuery | null; from: Place | null; size: number };

/** Looks at the next calls of the list; `last` is the last of them, or null where the list ends. */
async function walk({ kysely }: Transaction, tenant: Tenant, input: PageInput, { sought, from, size }: Chunk) {
  const page = describePage(kysely, tenant, input, from);
  const { table, id } = page;
  const chunk = page.listed
    .select(columnsOf(table))
    .select(sql<number>`row_number() OVER (ORDER BY ${page.order})`.as("place"))
    .orderBy(page.order)
    .limit(size);
  const idsOfChunk = sql`ARRAY (SELECT ${id} FROM chunk ${sql.ref(table.alias)})`;
  const matches = sought ? [...page.others, sql<boolean>`w.is_match`] : page.others;
  const seen = joinTo(selectFromCalls(kysely, sql.table("chunk").as(table.alias)), table, page.aliases)
    .leftJoin(sql.table("words").as("w"), (join) => join.on(sql<boolean>`w.call_id = ${id}`))
    .select(page.place)
    .select([
      sql<boolean>`coalesce(${eb.and(matches)}, false)`.as("is_match"),
      sql<number>`${sql.ref(table.alias)}.place`.as("place"),
    ]);
  const rows = await kysely
    .with(
      (cte) => cte("chunk").materialized(),
      () => chunk,
    )
    .with(
      (cte) => cte("words").materialized(),
      () => (sought ? matchingCalls(kysely, sought, idsOfChunk) : noCalls(kysely)),
    )
    .with("seen", () => seen)
    .selectFrom("seen")
    .select((row) => [
      "id",
      "key",
      "is_match",
      row("place", "=", size).as("is_last"),
      row
        .selectFrom("words")
        .select((word) => word.fn.countAll<number>().as("count"))
        .as("with_words"),
    ])
    .where((row) => row.or([row.ref("is_match"), row("place", "=", size)]))
    .orderBy("place")
    .execute();
  const places = rows.filter((row) => row.is_match).map(toPlace);
  const last = rows.find((row) => row.is_last);
  return { places, last: last ? toPlace(last) : null, withWords: last?.with_words ?? 0 };
}

const toPlace = ({ id, key }: Place): Place => ({ id, key });
