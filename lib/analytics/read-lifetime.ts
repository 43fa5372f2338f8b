import type { Transaction } from "@/lib/db/transaction";
import type { Lifetime } from "./overview";

type Row = Omit<Lifetime, "asOf"> & { refreshed_at: Date };

/** A tenant's figures of all time as the summary was refreshed last; null before it has been for the first time. */
export async function readLifetime(tx: Transaction): Promise<Lifetime | null> {
  const { rows } = await tx.query<Row>(
    `SELECT calls_lifetime AS calls, duration_minutes_lifetime AS minutes, leads_lifetime AS leads,
            qualified_leads_lifetime AS "qualifiedLeads", credits_used_lifetime AS "creditsUsed", refreshed_at
       FROM my_kpi_summary`,
  );
  const [row] = rows;
  if (!row) return null;
  const { refreshed_at, ...figures } = row;
  return { ...figures, asOf: refreshed_at.toISOString() };
}
