import type { Transaction } from "@/lib/db/transaction";
import { createParameters } from "./_scope";
import type { CallFilters } from "./schema";

const leadColumns = { hot: "hot_leads", warm: "warm_leads", cold: "cold_leads" } as const;
const ctaColumns = {
  any: "cta_calls",
  pricing: "cta_pricing_clicks",
  demo: "cta_demo_clicks",
  followup: "cta_followup_clicks",
  sample: "cta_sample_clicks",
  human: "cta_human_escalations",
} as const;
const sourceColumns = {
  phone: "phone_calls",
  internet: "internet_calls",
  unknown: "total_calls - phone_calls - internet_calls",
} as const;

/** How many calls the filters match, added up from the daily rollups; null where those cannot know it. */
export async function countCalls(tx: Transaction, userId: string, filters: CallFilters): Promise<number | null> {
  const counted = countedColumn(filters);
  if (!counted) return null;
  const { add, values } = createParameters();
  const conditions = [`user_id = ${add(userId)}`];
  if (filters.range)
    conditions.push(`date BETWEEN ${add(filters.range.from)}::date AND ${add(filters.range.to)}::date`);
  if (filters.agent) conditions.push(`agent_id = ${add(filters.agent)}`);
  const table = filters.agent ? "agent_analytics" : "user_daily_analytics";
  const { rows } = await tx.query<{ total: number }>(
    `SELECT coalesce(sum(${counted}), 0)::integer AS total FROM ${table} WHERE ${conditions.join(" AND ")}`,
    values,
  );
  return rows[0]?.total ?? 0;
}

/** Rollups count ended calls by one property at a time, and leads whatever became of their call. */
function countedColumn({ status, source, direction, outcome, temperature, lead, qualified, cta, email }: CallFilters) {
  if (outcome || email) return null;
  const narrowings = [source, direction, temperature, lead, qualified, cta].filter((value) => value !== undefined);
  if (narrowings.length > 1) return null;

  if (temperature || lead || qualified || cta) {
    if (status) return null;
    if (temperature) return leadColumns[temperature];
    if (cta) return ctaColumns[cta];
    return qualified ? "qualified_leads" : "leads_generated";
  }
  const statuses = [...new Set(status)].sort().join(",");
  if (statuses === "completed,failed") {
    if (source) return sourceColumns[source];
    if (direction) return direction === "inbound" ? "inbound_calls" : "outbound_calls";
    return "total_calls";
  }
  if (narrowings.length > 0) return null;
  if (statuses === "completed") return "successful_calls";
  return statuses === "failed" ? "failed_calls" : null;
}
