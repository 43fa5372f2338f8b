import type { Transaction } from "@/lib/db/transaction";
import { callOrders } from "./_scope";
import { describePage, type FoundPage, joinsTo, keyText, type PageInput, type Place, type Tenant } from "./find-page";
import { parseSearch } from "./parse-search";
import type { CallFilters } from "./schema";
import { type SearchQuery, searchQuery } from "./search-query";

/** Looking has taken long enough after so many milliseconds; whoever asks may go on from where it ended. */
const msMax = 120;
/** The calls that are looked at first, and the fewest and most at a time after that. */
const callsFirst = 500;
const callsNext = { min: 250, max: 2_000 };
/** A page that would be full only after looking at more calls than this is better made of all calls that one condition leaves. */
const callsToWalkMax = 5_000;
/** So many calls with the words of a search, or of a rare condition, are looked at all at once. */
export const fewFoundMax = 10_000;
/** Fewer of the first calls than this hold the words when they are rare. */
const rareShare = 0.02;
const fewOfConditionMax = 40_000;

/**
 * A page of a list with several conditions or a search. Calls with rare words, or with a rare condition that the list's order has no index
 * for, are taken all at once; else it walks along the list, looking at each call. What many calls nearly are and none is ends by the clock.
 */
export async function walkPage(tx: Transaction, tenant: Tenant, input: PageInput): Promise<FoundPage> {
  const { limit, filters } = input;
  const terms = filters.q === undefined ? [] : parseSearch(filters.q);
  const sought = terms.length > 0 ? searchQuery(terms) : null;
  // Words that must not be said are in nearly every call's favour: only what must be said leads to few.
  const expected =
    sought && terms.some(({ isExcluded }) => !isExcluded) ? await expectCalls(tx, sought) : Number.POSITIVE_INFINITY;
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
      // What the planner expects of several words, or of a number, may be far too much: the first calls of the list say it better.
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

/** How many calls are likely to hold so many more that match, when such a share of those before did. */
function callsThatFill(missing: number, share: number): number {
  const likely = share > 0 ? Math.ceil((missing / share) * 1.25) : Number.POSITIVE_INFINITY;
  return Math.max(callsNext.min, Math.min(callsNext.max, likely));
}

async function expectCalls(tx: Transaction, { loose }: SearchQuery): Promise<number> {
  const { rows } = await tx.query<{ expected: number }>("SELECT expected_calls($1) AS expected", [loose]);
  return rows[0]?.expected ?? 0;
}

/** Calls that meet other conditions may lack the words for a reason of their own. */
function expectedAtMost({ q: _q, range: _range, ...others }: CallFilters): number {
  return Object.keys(others).length === 0 ? Number.POSITIVE_INFINITY : 20 * fewFoundMax;
}

type Chunk = { sought: SearchQuery | null; from: Place | null; size: number };

/** Looks at the next calls of the list; `last` is the last of them, or null where the list ends. */
async function walk(tx: Transaction, tenant: Tenant, input: PageInput, { sought, from, size }: Chunk) {
  const page = describePage(tenant, input, from);
  const { table } = page;
  const conditions = [...page.others];
  if (sought) conditions.push("w.is_match");
  const size$ = page.add(size);
  const { rows } = await tx.query<Place & { is_match: boolean; is_last: boolean; with_words: number }>(
    `WITH chunk AS MATERIALIZED (
       SELECT ${table.columns}, row_number() OVER (ORDER BY ${page.order}) AS place FROM ${page.from}
        WHERE ${page.leading.join(" AND ")} ORDER BY ${page.order} LIMIT ${size$}
     ), words AS MATERIALIZED (
       ${sought ? `SELECT call_id, is_match FROM matching_calls(${page.add(sought.strict)}, ${page.add(sought.loose)}, ARRAY (SELECT ${table.callId} FROM chunk ${table.alias}))` : "SELECT NULL::uuid AS call_id, true AS is_match WHERE false"}
     ), seen AS (
       SELECT ${page.columns}, coalesce(${conditions.join(" AND ")}, false) AS is_match, ${table.alias}.place
         FROM chunk ${table.alias} LEFT JOIN words w ON w.call_id = ${table.callId} ${page.joins}
     )
     SELECT id, key, is_match, place = ${size$} AS is_last, (SELECT count(*) FROM words)::integer AS with_words FROM seen WHERE is_match OR place = ${size$} ORDER BY place`,
    page.values,
  );
  const places = rows.filter((row) => row.is_match).map(toPlace);
  const last = rows.find((row) => row.is_last);
  return { places, last: last ? toPlace(last) : null, withWords: last?.with_words ?? 0 };
}

/** The page from all calls with the words, when they are few; null when they are not. */
async function fewByWords(tx: Transaction, tenant: Tenant, input: PageInput, sought: SearchQuery) {
  const page = describePage(tenant, input, null);
  const { table } = page;
  const max$ = page.add(fewFoundMax);
  const conditions = [
    ...page.leading,
    ...page.others,
    `${table.callId} = ANY (ARRAY (SELECT call_id FROM found WHERE is_match AND (SELECT calls FROM few) < ${max$}))`,
  ];
  return pageOfFew(tx, input, page, {
    found: `found AS MATERIALIZED (SELECT call_id, is_match FROM find_calls(${page.add(sought.strict)}, ${page.add(sought.loose)}, ${max$})),
     few AS MATERIALIZED (SELECT count(*)::integer AS calls FROM found)`,
    fewMax: fewFoundMax,
    hits: `${page.from} ${page.joins} WHERE ${conditions.join(" AND ")}`,
  });
}

/** The same from all calls of the rarest condition, in a list whose order has no index for it. They are counted in the index first. */
async function fewByCondition(tx: Transaction, tenant: Tenant, input: PageInput, sought: SearchQuery | null) {
  const page = describePage(tenant, input, null);
  const { natural, table } = page;
  if (callOrders[input.sort].table === null || !natural || page.left > 4 || sought) return null;
  const max$ = page.add(fewOfConditionMax);
  const { alias, name, columns } = natural.table;
  const theirs = `FROM ${name} ${alias} WHERE ${alias}.user_id = ${page.add(tenant.userId)} AND ${natural.condition}`;
  return pageOfFew(tx, input, page, {
    found: `few AS MATERIALIZED (SELECT count(*)::integer AS calls FROM (SELECT ${theirs} LIMIT ${max$}) first),
     found AS MATERIALIZED (SELECT ${columns} ${theirs} AND (SELECT calls FROM few) < ${max$})`,
    fewMax: fewOfConditionMax,
    hits: `found ${alias} ${joinsTo(natural.table, new Set([table.alias, ...page.aliases]))}
      WHERE ${[...page.leading, ...page.others].join(" AND ")}`,
  });
}

type FewRow = { looked_at: number; total: number; id: string | null; key: string | null };
/** The named queries `found`, calls to look at, and `few`, how many they are at most; and what they are joined to, with its conditions. */
type Few = { found: string; fewMax: number; hits: string };

async function pageOfFew(
  tx: Transaction,
  { sort, limit, cursor }: PageInput,
  page: ReturnType<typeof describePage>,
  { found, fewMax, hits }: Few,
): Promise<FoundPage | null> {
  const past = cursor ? `WHERE ${page.past("key", "id", cursor)}` : "";
  const { rows } = await tx.query<FewRow>(
    `WITH ${found},
     hit AS MATERIALIZED (SELECT ${page.table.callId} AS id, ${page.key} AS key FROM ${hits}),
     page AS (
       SELECT id, key AS place, ${keyText(callOrders[sort], "key")} AS key FROM hit ${past}
        ORDER BY place ${page.direction}, id ${page.direction} LIMIT ${page.add(limit + 1)}
     )
     SELECT looked_at, total, page.id, page.key
       FROM (SELECT (SELECT calls FROM few) AS looked_at, (SELECT count(*) FROM hit)::integer AS total) counts
       LEFT JOIN page ON true ORDER BY page.place ${page.direction}, page.id ${page.direction}`,
    page.values,
  );
  const [first] = rows;
  if (!first || first.looked_at >= fewMax) return null;
  const places = rows.flatMap(({ id, key }) => (id !== null && key !== null ? [{ id, key }] : []));
  return { places: places.slice(0, limit), hasMore: places.length > limit, stoppedAt: null, total: first.total };
}

const toPlace = ({ id, key }: Place): Place => ({ id, key });
