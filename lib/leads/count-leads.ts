import { createParameters } from "@/lib/db/parameters";
import type { Transaction } from "@/lib/db/transaction";
import type { Scope } from "./_scope";
import type { LeadCount } from "./schema";

/** Counted further than this, a number would take longer than it is worth. */
export const leadsCountedMax = 10_000;

/** How many leads match; of more than `leadsCountedMax` only that there are more. */
export async function countLeads(tx: Transaction, scope: Scope): Promise<LeadCount> {
  const parameters = createParameters();
  const conditions = scope(parameters).join(" AND ");
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM (SELECT FROM leads l WHERE ${conditions} LIMIT ${leadsCountedMax + 1}) counted`,
    parameters.values,
  );
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, leadsCountedMax), isMore: count > leadsCountedMax };
}
