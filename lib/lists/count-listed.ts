import type { SelectQueryBuilder } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { countedMax, type ListTotal, toTotal } from "./list-total";

/** How many rows a query finds, counted only up to the limit of lists. */
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
