import { type CallDirection, type CallSource, callOutcomes } from "@/lib/calls/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { AnalyticsFilters } from "./analytics-query";
import type { SegmentFigures } from "./figures";
import type { SegmentRow, Tenant } from "./read-segments";

const asked =
  "(l.cta_pricing_clicked OR l.cta_demo_clicked OR l.cta_followup_clicked OR l.cta_sample_clicked OR l.cta_escalated_to_human)";

const countOf = (condition: string) => `count(*) FILTER (WHERE ${condition})`;

/** What the rollups keep of a counted call `c`, its lead `l` and its outcome `o`. */
const sums: Record<Exclude<keyof SegmentFigures, `outcome_${string}`>, string> = {
  calls: "count(*)",
  successfulCalls: countOf("c.status = 'completed'"),
  failedCalls: countOf("c.status = 'failed'"),
  answeredCalls: countOf("o.outcome IN ('completed', 'disconnected')"),
  minutes: "coalesce(sum(c.duration_minutes), 0)",
  creditsUsed: "coalesce(sum(c.credits_used), 0)",
  leads: "count(l.call_id)",
  qualifiedLeads: countOf("l.is_qualified"),
  hotLeads: countOf("l.lead_status_tag = 'hot'"),
  warmLeads: countOf("l.lead_status_tag = 'warm'"),
  coldLeads: countOf("l.lead_status_tag = 'cold'"),
  ctaCalls: countOf(asked),
  ctaPricing: countOf("l.cta_pricing_clicked"),
  ctaDemo: countOf("l.cta_demo_clicked"),
  ctaFollowup: countOf("l.cta_followup_clicked"),
  ctaSample: countOf("l.cta_sample_clicked"),
  ctaHuman: countOf("l.cta_escalated_to_human"),
  qualifiedCtaCalls: countOf(`${asked} AND l.is_qualified`),
};

const columns = [
  ...Object.entries(sums).map(([name, sql]) => `(${sql})::integer AS "${name}"`),
  ...callOutcomes.map((outcome) => `(${countOf(`o.outcome = '${outcome}'`)})::integer AS "outcome_${outcome}"`),
].join(", ");

type Row = SegmentFigures & { agent_id: string; call_source: CallSource; lead_type: CallDirection };

/**
 * The segments of a day's calls that began before a time of day, counted as the rollups count them. Rollups know no time: this looks at one
 * day's calls by index, however long the history is.
 */
export async function readPartOfDay(
  tx: Transaction,
  { userId, timezone }: Tenant,
  { to: day, until }: { to: string; until?: string | null },
  filters: AnalyticsFilters,
): Promise<SegmentRow[]> {
  const values: unknown[] = [userId, timezone, day, until];
  const narrowed = Object.entries({
    agent_id: filters.agent,
    call_source: filters.source,
    lead_type: filters.direction,
  }).flatMap(([column, value]) => (value === undefined ? [] : [` AND c.${column} = $${values.push(value)}`]));
  const { rows } = await tx.query<Row>(
    `SELECT c.agent_id, c.call_source, c.lead_type, ${columns}
       FROM calls c
       LEFT JOIN lead_analytics l ON l.call_id = c.id AND l.user_id = c.user_id
       LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND o.user_id = c.user_id
      WHERE c.user_id = $1 AND c.is_counted AND c.call_date = $3::date AND c.started_at < (($3::date + $4::time) AT TIME ZONE $2)
        AND c.started_at >= ($3::date::timestamp AT TIME ZONE $2) - interval '2 hours'${narrowed.join("")}
      GROUP BY c.agent_id, c.call_source, c.lead_type`,
    values,
  );
  return rows.map(({ agent_id, call_source, lead_type, ...figures }) => ({
    agentId: agent_id,
    source: call_source,
    direction: lead_type,
    figures,
  }));
}
