import { createParameters } from "@/lib/db/parameters";
import type { Transaction } from "@/lib/db/transaction";
import { countedMax, type ListTotal, toTotal } from "@/lib/platform/list-total";
import type { Scope } from "./_scope";

/** How many leads match. */
export async function countLeads(tx: Transaction, scope: Scope): Promise<ListTotal> {
  const parameters = createParameters();
  const conditions = scope(parameters).join(" AND ");
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM (SELECT FROM leads l WHERE ${conditions} LIMIT ${countedMax + 1}) counted`,
    parameters.values,
  );
  return toTotal(rows[0]?.count ?? 0);
}
