import type { Expression, SqlBool } from "kysely";
import { countListed } from "@/lib/db/count-listed";
import type { Transaction } from "@/lib/db/transaction";
import type { ListTotal } from "@/lib/platform/list-total";

/** How many leads `l` meet the conditions. */
export function countLeads(tx: Transaction, conditions: readonly Expression<SqlBool>[]): Promise<ListTotal> {
  return countListed(
    tx,
    tx.kysely.selectFrom("leads as l").where((l) => l.and(conditions)),
  );
}
