import type { SelectQueryBuilder } from "kysely";
import { countedMax, type ListTotal, toTotal } from "@/lib/platform/list-total";
import type { Transaction } from "./transaction";

/** How many rows a query finds, counted only as far as lists are. */
export async function countListed<Tables, Table extends keyof Tables, Row>(
  { kysely }: Transaction,
  query: SelectQueryBuilder<Tables, Table, Row>,
): Promise<ListTotal> {
  const { count } = await kysely
    .selectFrom(query.limit(countedMax + 1).as("counted"))
    .select((counted) => counted.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return toTotal(count);
}
