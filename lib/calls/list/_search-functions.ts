import { type Expression, type Kysely, sql } from "kysely";
import { callFunction } from "@/lib/db/call-function";
import { functionRows } from "@/lib/db/function-rows";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { SearchQuery } from "../search/search-query";

/** About how many of the tenant's calls the query's index finds. */
export const expectCalls = (kysely: Kysely<DB>, { loose }: SearchQuery): Promise<number> =>
  callFunction({ kysely }, "expected_calls", { loose });

/** The requested number of calls found by the query's index, each with whether the whole query matches it. */
export const findCalls = (kysely: Kysely<DB>, { strict, loose }: SearchQuery, callsMax: number) =>
  kysely.selectFrom(functionRows("find_calls", { strict, loose, rows_max: callsMax })).select(["call_id", "is_match"]);

/** The same of these calls. */
export const matchingCalls = (kysely: Kysely<DB>, { strict, loose }: SearchQuery, among: Expression<unknown>) =>
  kysely.selectFrom(functionRows("matching_calls", { strict, loose, among })).select(["call_id", "is_match"]);

/** Nothing without search terms. */
export const noCalls = (kysely: Kysely<DB>) =>
  kysely
    .selectNoFrom([sql<string>`NULL::uuid`.as("call_id"), sql<boolean>`true`.as("is_match")])
    .where(sql<boolean>`false`);
