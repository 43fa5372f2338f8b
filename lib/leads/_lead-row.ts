import { ctas } from "@/lib/calls/schema";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { ctaColumns } from "./_scope";
import type { LeadTemperature } from "./lead-temperature";
import type { LeadListItem } from "./schema";

export type LeadRow = {
  id: string;
  person_key: string;
  name: string | null;
  phone_number: string | null;
  email: string | null;
  company: string | null;
  call_count: number;
  latest_tag: LeadTemperature;
  latest_is_qualified: boolean;
  latest_score: number | null;
  latest_rank: number;
  best_score: number | null;
  best_rank: number;
  best_tag: LeadTemperature;
  latest_call_id: string;
  latest_at: string;
  agent_id: string;
  agent_name: string;
  cta_pricing_calls: number;
  cta_demo_calls: number;
  cta_followup_calls: number;
  cta_sample_calls: number;
  cta_human_calls: number;
  demo_scheduled_at: Date | null;
  follow_up_day: string | null;
  customer_id: string | null;
  customer_reference: string | null;
};

/** What a lead `l` says of itself, with what its agent `a`, contact `p`, follow-up `f` and customer `k` add. */
export const leadColumns = `l.id, l.person_key, coalesce(l.name, nullif(p.name, '')) AS name, l.phone_number,
  coalesce(l.email, nullif(p.email, '')) AS email, coalesce(l.company, nullif(p.company, '')) AS company, l.call_count, l.latest_tag,
  l.latest_is_qualified, l.latest_score, l.latest_rank, l.best_score, l.best_rank, l.best_tag, l.latest_call_id,
  to_char(l.latest_call_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS latest_at, l.latest_agent_id AS agent_id,
  a.name AS agent_name, l.cta_pricing_calls, l.cta_demo_calls, l.cta_followup_calls, l.cta_sample_calls, l.cta_human_calls,
  l.demo_scheduled_at, f.follow_up_day, k.customer_id, k.customer_reference`;

/** What is looked up for a lead `l`. */
export const leadJoins = `
  JOIN agents a ON a.id = l.latest_agent_id AND a.user_id = l.user_id
  LEFT JOIN contacts p ON p.user_id = l.user_id AND p.phone_number = l.person_key
  LEFT JOIN LATERAL (
    SELECT to_char(f.follow_up_date, 'YYYY-MM-DD') AS follow_up_day FROM follow_ups f
    WHERE f.user_id = l.user_id AND f.person_key = l.person_key AND f.follow_up_status = 'pending'
    ORDER BY f.follow_up_date LIMIT 1
  ) f ON true
  LEFT JOIN LATERAL (
    SELECT c.id AS customer_id, c.customer_reference_number AS customer_reference FROM (
      SELECT c.id, c.customer_reference_number, 1 AS place FROM customers c WHERE c.user_id = l.user_id AND c.person_key = l.person_key
      UNION ALL
      SELECT c.id, c.customer_reference_number, 2 FROM customers c WHERE c.user_id = l.user_id AND c.phone = l.person_key
      UNION ALL
      SELECT c.id, c.customer_reference_number, 3 FROM customers c WHERE c.user_id = l.user_id AND c.email_search = l.person_key
    ) c ORDER BY c.place LIMIT 1
  ) k ON true`;

/** A row as the list shows it. */
export function toLead(row: LeadRow): LeadListItem {
  return {
    id: row.id,
    personKey: row.person_key,
    name: row.name,
    phone: row.phone_number === null ? null : { e164: row.phone_number, ...formatPhoneNumber(row.phone_number) },
    email: row.email,
    company: row.company,
    callCount: row.call_count,
    temperature: row.latest_tag,
    isQualified: row.latest_is_qualified,
    latestScore: row.latest_score,
    bestScore: row.best_score,
    bestTemperature: row.best_tag,
    latestCallId: row.latest_call_id,
    latestCallAt: row.latest_at,
    agent: { id: row.agent_id, name: row.agent_name },
    ctas: ctas.filter((cta) => row[ctaColumns[cta]] > 0),
    demoAt: row.demo_scheduled_at?.toISOString() ?? null,
    followUpDay: row.follow_up_day,
    customer:
      row.customer_id && row.customer_reference ? { id: row.customer_id, reference: row.customer_reference } : null,
  };
}
