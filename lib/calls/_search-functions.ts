import { type Expression, type Kysely, sql } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { SearchQuery } from "./search-query";

const answers = [sql<string>`call_id`.as("call_id"), sql<boolean>`is_match`.as("is_match")] as const;

/** About how many of the tenant's calls the query's index finds. */
export async function expectCalls(kysely: Kysely<DB>, { loose }: SearchQuery): Promise<number> {
  const asked = kysely.selectNoFrom(sql<number>`expected_calls(${loose})`.as("expected"));
  const { expected } = await asked.executeTakeFirstOrThrow();
  return expected;
}

/** As many of the tenant's calls as are asked for that the query's index finds, each with whether the whole query matches it. */
export const findCalls = (kysely: Kysely<DB>, { strict, loose }: SearchQuery, callsMax: number) =>
  kysely.selectFrom(sql`find_calls(${strict}, ${loose}, ${callsMax})`.as("found_calls")).select(answers);

/** The same of these calls. */
export const matchingCalls = (kysely: Kysely<DB>, { strict, loose }: SearchQuery, callIds: Expression<unknown>) =>
  kysely.selectFrom(sql`matching_calls(${strict}, ${loose}, ${callIds})`.as("matching_calls")).select(answers);

/** Nothing, where no words are sought. */
export const noCalls = (kysely: Kysely<DB>) =>
  kysely
    .selectNoFrom([sql<string>`NULL::uuid`.as("call_id"), sql<boolean>`true`.as("is_match")])
    .where(sql<boolean>`false`);
