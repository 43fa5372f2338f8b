import { type QueryCreator, sql } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { Transaction } from "@/lib/db/transaction";
import { type CallsQuery, callOrders, columnsOf, eb, joinTo, selectFromCalls, tableOf } from "../_call-tables";
import type { SearchQuery } from "../search/search-query";
import { type CallPageParts, describePage, isPast, keyText } from "./_call-page";
import { findCalls } from "./_search-functions";
import { type FoundPage, fewFoundMax, type PageInput, type Tenant } from "./page-input";

const fewOfConditionMax = 40_000;

/** The page from all calls with the words, when they are few; null when they are not. */
export async function fewByWords(tx: Transaction, tenant: Tenant, input: PageInput, sought: SearchQuery) {
  const page = describePage(tx.kysely, tenant, input, null);
  const found = sql`SELECT call_id FROM found WHERE is_match AND (SELECT calls FROM few) < ${fewFoundMax}`;
  const isFound = sql<boolean>`${page.id} = ANY (ARRAY (${found}))`;
  return pageOfFew(input, page, {
    few: tx.kysely
      .with(
        (cte) => cte("found").materialized(),
        () => findCalls(tx.kysely, sought, fewFoundMax),
      )
      .with(
        (cte) => cte("few").materialized(),
        (db) => db.selectFrom("found").select((f) => f.fn.countAll<number>().as("calls")),
      ),
    fewMax: fewFoundMax,
    hits: joinTo(page.listed, page.table, page.aliases).where(eb.and([...page.others, isFound])),
  });
}

/** The same from all calls of the rarest condition, in a list whose order has no index for it. They are counted in the index first. */
export async function fewByCondition(
  { kysely }: Transaction,
  tenant: Tenant,
  input: PageInput,
  sought: SearchQuery | null,
) {
  const page = describePage(kysely, tenant, input, null);
  const { natural, table } = page;
  if (callOrders[input.sort].table === null || !natural || page.left > 4 || sought) return null;
  const theirs = selectFromCalls(kysely, tableOf(natural.table))
    .where(eb(`${natural.table.alias}.user_id`, "=", tenant.userId))
    .where(natural.condition);
  const found = selectFromCalls(kysely, sql.table("found").as(natural.table.alias));
  return pageOfFew(input, page, {
    few: kysely
      .with(
        (cte) => cte("few").materialized(),
        (db) =>
          db.selectFrom(theirs.limit(fewOfConditionMax).as("first")).select((f) => f.fn.countAll<number>().as("calls")),
      )
      .with(
        (cte) => cte("found").materialized(),
        () =>
          theirs.select(columnsOf(natural.table)).where(sql<boolean>`(SELECT calls FROM few) < ${fewOfConditionMax}`),
      ),
    fewMax: fewOfConditionMax,
    hits: joinTo(found, natural.table, new Set([table.alias, ...page.aliases])).where(
      eb.and([...page.leading, ...page.others]),
    ),
  });
}

/** The named query `few`, how many calls are looked at; and these calls with what the list's conditions leave of them. */
type Few = { few: QueryCreator<DB & { few: { calls: number } }>; fewMax: number; hits: CallsQuery };

async function pageOfFew(
  { limit, cursor }: PageInput,
  { id, key, type, direction }: CallPageParts,
  { few, fewMax, hits }: Few,
): Promise<FoundPage | null> {
  const rows = await few
    .with(
      (cte) => cte("hit").materialized(),
      () => hits.select([sql<string>`${id}`.as("id"), sql<unknown>`${key}`.as("key")]),
    )
    .with("page", (db) => {
      const page = db.selectFrom("hit").select(["id", "key as place", keyText(type, "key").as("key")]);
      const past = cursor
        ? page.where(isPast(sql.ref("key"), sql.ref("id"), { place: cursor, type, direction }))
        : page;
      return past
        .orderBy("place", direction)
        .orderBy("id", direction)
        .limit(limit + 1);
    })
    .selectFrom("few")
    .leftJoin("page", (join) => join.onTrue())
    .select((of) => [
      "few.calls as looked_at",
      of
        .selectFrom("hit")
        .select((hit) => hit.fn.countAll<number>().as("count"))
        .$asScalar()
        .$notNull()
        .as("total"),
      "page.id",
      "page.key",
    ])
    .orderBy("page.place", direction)
    .orderBy("page.id", direction)
    .execute();
  const [first] = rows;
  if (!first || first.looked_at >= fewMax) return null;
  const places = rows.flatMap(({ id, key }) => (id !== null && key !== null ? [{ id, key }] : []));
  return { places: places.slice(0, limit), hasMore: places.length > limit, stoppedAt: null, total: first.total };
}
