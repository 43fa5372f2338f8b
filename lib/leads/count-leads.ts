import type { Expression, SqlBool } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { countListed } from "@/lib/lists/count-listed";
import type { ListTotal } from "@/lib/lists/list-total";

/** How many leads `l` meet the conditions. */
export function countLeads(tx: Transaction, conditions: readonly Expression<SqlBool>[]): Promise<ListTotal> {
  return countListed(
    tx,
    tx.kysely.selectFrom("leads as l").where((l) => l.and(conditions)),
  );
}
