/** Every counter of a rollup by its name, as an aggregate over `rawCalls`. */
export const counters: Readonly<Record<string, string>> = {
  total_calls: "count(*) FILTER (WHERE counted)",
  successful_calls: "count(*) FILTER (WHERE status = 'completed')",
  failed_calls: "count(*) FILTER (WHERE status = 'failed')",
  answered_calls: "count(*) FILTER (WHERE outcome IN ('completed', 'disconnected'))",
  inbound_calls: "count(*) FILTER (WHERE counted AND lead_type = 'inbound')",
  outbound_calls: "count(*) FILTER (WHERE counted AND lead_type = 'outbound')",
  phone_calls: "count(*) FILTER (WHERE counted AND call_source = 'phone')",
  internet_calls: "count(*) FILTER (WHERE counted AND call_source = 'internet')",
  total_duration_minutes: "coalesce(sum(duration_minutes) FILTER (WHERE counted), 0)",
  total_duration_seconds: "coalesce(sum(duration_seconds) FILTER (WHERE counted), 0)",
  long_calls: "count(*) FILTER (WHERE counted AND duration_seconds > 300)",
  credits_used: "coalesce(sum(credits_used) FILTER (WHERE counted), 0)",
  leads_generated: "count(lead_id)",
  qualified_leads: "count(lead_id) FILTER (WHERE is_qualified)",
  hot_leads: "count(lead_id) FILTER (WHERE lead_status_tag = 'hot')",
  warm_leads: "count(lead_id) FILTER (WHERE lead_status_tag = 'warm')",
  cold_leads: "count(lead_id) FILTER (WHERE lead_status_tag = 'cold')",
  cta_pricing_clicks: "count(*) FILTER (WHERE cta_pricing_clicked)",
  cta_demo_clicks: "count(*) FILTER (WHERE cta_demo_clicked)",
  cta_followup_clicks: "count(*) FILTER (WHERE cta_followup_clicked)",
  cta_sample_clicks: "count(*) FILTER (WHERE cta_sample_clicked)",
  cta_human_escalations: "count(*) FILTER (WHERE cta_escalated_to_human)",
  cta_calls: `count(*) FILTER (WHERE cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked
    OR cta_escalated_to_human)`,
  total_cta_interactions: `coalesce(sum(cta_pricing_clicked::integer + cta_demo_clicked::integer + cta_followup_clicked::integer
    + cta_sample_clicked::integer + cta_escalated_to_human::integer), 0)`,
  ...Object.fromEntries(
    ["intent", "urgency", "budget", "fit", "engagement", "total"].flatMap((name) => [
      [`${name}_score_sum`, `coalesce(sum(${name}_score), 0)`],
      [`${name}_score_count`, `count(${name}_score)`],
    ]),
  ),
};

const share = (part: string) => `round(100.0 * ${part} / nullif(total_calls, 0), 2)`;

/** Counters of segments alone. */
export const segmentCounters: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["completed", "no_answer", "busy", "failed", "voicemail", "disconnected"].map((outcome) => [
      `${outcome}_outcomes`,
      `count(*) FILTER (WHERE outcome = '${outcome}')`,
    ]),
  ),
  qualified_cta_calls: `count(*) FILTER (WHERE is_qualified AND (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked
    OR cta_sample_clicked OR cta_escalated_to_human))`,
};

/** Every rate and average of a rollup by its name, from the counters of its row; unknown where there is nothing to divide by. */
export const rates = {
  success_rate: share("successful_calls"),
  answer_rate: share("answered_calls"),
  conversion_rate: share("leads_generated"),
  cta_conversion_rate: share("cta_calls"),
  avg_duration_minutes: "round(total_duration_minutes::numeric / nullif(total_calls, 0), 2)",
  ...Object.fromEntries(
    ["intent", "urgency", "budget", "fit", "engagement", "total"].map((name) => [
      `avg_${name}_score`,
      `round(${name}_score_sum::numeric / nullif(${name}_score_count, 0), 2)`,
    ]),
  ),
};

export const counterColumns = Object.entries({ ...counters, ...segmentCounters })
  .map(([name, sql]) => `${sql} AS ${name}`)
  .join(",\n  ");

/**
 * The day of a call is told again from its start and its tenant's zone, not from the column that triggers keep. Its lead and outcome
 * count when the call does.
 */
export const rawCalls = `
  SELECT c.*, (c.started_at AT TIME ZONE u.timezone)::date AS day,
    extract(hour FROM c.started_at AT TIME ZONE u.timezone)::integer AS local_hour, c.status IN ('completed', 'failed') AS counted, o.outcome,
    l.id AS lead_id, l.is_qualified, l.lead_status_tag, l.cta_pricing_clicked, l.cta_demo_clicked, l.cta_followup_clicked,
    l.cta_sample_clicked, l.cta_escalated_to_human, l.intent_score, l.urgency_score, l.budget_score, l.fit_score,
    l.engagement_score, l.total_score
  FROM calls c JOIN users u ON u.id = c.user_id
  LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
  LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND c.status IN ('completed', 'failed')`;

/**
 * Whether two rows differ in any column: one that only one of them has is a difference too, so that none is left out of a
 * comparison. Percentages that were divided in another order may differ in their last digit.
 */
export const differs = (kept: string, made: string) => `EXISTS (
  SELECT FROM jsonb_each(${kept}) a FULL JOIN jsonb_each(${made}) b USING (key)
  WHERE CASE WHEN jsonb_typeof(a.value) = 'number' AND jsonb_typeof(b.value) = 'number'
    THEN abs(a.value::numeric - b.value::numeric) > 0.01 ELSE a.value IS DISTINCT FROM b.value END)`;
