import type { Transaction } from "@/lib/db/transaction";
import type { Lifetime } from "./overview";

/** A tenant's lifetime metrics as of the summary's last refresh; null before the first one. */
export async function readLifetime({ kysely }: Transaction): Promise<Lifetime | null> {
  const summary = await kysely
    .selectFrom("my_kpi_summary")
    .select([
      "calls_lifetime as calls",
      "duration_minutes_lifetime as minutes",
      "leads_lifetime as leads",
      "qualified_leads_lifetime as qualifiedLeads",
      "credits_used_lifetime as creditsUsed",
      "refreshed_at as asOf",
    ])
    .executeTakeFirst();
  return summary ? { ...summary, asOf: summary.asOf.toISOString() } : null;
}
