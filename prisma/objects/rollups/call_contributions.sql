-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- What each counted call adds to every rollup, with its lead and outcome: the definition by which rollups are rebuilt. What is
-- divided by calls comes from the calls that are counted, so that no rate exceeds the whole.
DROP VIEW IF EXISTS call_contributions;
CREATE VIEW call_contributions WITH (security_barrier) AS
SELECT c.user_id, c.agent_id, c.call_date AS date, extract(hour FROM c.started_at AT TIME ZONE u.timezone)::integer AS hour,
  c.call_source, c.lead_type,
  1 AS total_calls,
  (status = 'completed')::integer AS successful_calls,
  (status = 'failed')::integer AS failed_calls,
  (lead_type = 'inbound')::integer AS inbound_calls,
  (lead_type = 'outbound')::integer AS outbound_calls,
  (call_source = 'phone')::integer AS phone_calls,
  (call_source = 'internet')::integer AS internet_calls,
  duration_minutes AS total_duration_minutes,
  duration_seconds AS total_duration_seconds,
  (duration_seconds > 300)::integer AS long_calls,
  credits_used AS credits_used,
  coalesce(o.answered_calls, 0) AS answered_calls,
  coalesce(o.completed_outcomes, 0) AS completed_outcomes,
  coalesce(o.no_answer_outcomes, 0) AS no_answer_outcomes,
  coalesce(o.busy_outcomes, 0) AS busy_outcomes,
  coalesce(o.failed_outcomes, 0) AS failed_outcomes,
  coalesce(o.voicemail_outcomes, 0) AS voicemail_outcomes,
  coalesce(o.disconnected_outcomes, 0) AS disconnected_outcomes,
  coalesce(l.leads_generated, 0) AS leads_generated,
  coalesce(l.qualified_leads, 0) AS qualified_leads,
  coalesce(l.hot_leads, 0) AS hot_leads,
  coalesce(l.warm_leads, 0) AS warm_leads,
  coalesce(l.cold_leads, 0) AS cold_leads,
  coalesce(l.cta_pricing_clicks, 0) AS cta_pricing_clicks,
  coalesce(l.cta_demo_clicks, 0) AS cta_demo_clicks,
  coalesce(l.cta_followup_clicks, 0) AS cta_followup_clicks,
  coalesce(l.cta_sample_clicks, 0) AS cta_sample_clicks,
  coalesce(l.cta_human_escalations, 0) AS cta_human_escalations,
  coalesce(l.cta_calls, 0) AS cta_calls,
  coalesce(l.qualified_cta_calls, 0) AS qualified_cta_calls,
  coalesce(l.intent_score_sum, 0) AS intent_score_sum,
  coalesce(l.intent_score_count, 0) AS intent_score_count,
  coalesce(l.urgency_score_sum, 0) AS urgency_score_sum,
  coalesce(l.urgency_score_count, 0) AS urgency_score_count,
  coalesce(l.budget_score_sum, 0) AS budget_score_sum,
  coalesce(l.budget_score_count, 0) AS budget_score_count,
  coalesce(l.fit_score_sum, 0) AS fit_score_sum,
  coalesce(l.fit_score_count, 0) AS fit_score_count,
  coalesce(l.engagement_score_sum, 0) AS engagement_score_sum,
  coalesce(l.engagement_score_count, 0) AS engagement_score_count,
  coalesce(l.total_score_sum, 0) AS total_score_sum,
  coalesce(l.total_score_count, 0) AS total_score_count
FROM calls c
JOIN users u ON u.id = c.user_id
LEFT JOIN (
  SELECT call_id AS of_call,
    1 AS leads_generated,
    (is_qualified)::integer AS qualified_leads,
    (lead_status_tag = 'hot')::integer AS hot_leads,
    (lead_status_tag = 'warm')::integer AS warm_leads,
    (lead_status_tag = 'cold')::integer AS cold_leads,
    (cta_pricing_clicked)::integer AS cta_pricing_clicks,
    (cta_demo_clicked)::integer AS cta_demo_clicks,
    (cta_followup_clicked)::integer AS cta_followup_clicks,
    (cta_sample_clicked)::integer AS cta_sample_clicks,
    (cta_escalated_to_human)::integer AS cta_human_escalations,
    (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)::integer AS cta_calls,
    (is_qualified AND (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human))::integer AS qualified_cta_calls,
    coalesce(intent_score, 0) AS intent_score_sum,
    (intent_score IS NOT NULL)::integer AS intent_score_count,
    coalesce(urgency_score, 0) AS urgency_score_sum,
    (urgency_score IS NOT NULL)::integer AS urgency_score_count,
    coalesce(budget_score, 0) AS budget_score_sum,
    (budget_score IS NOT NULL)::integer AS budget_score_count,
    coalesce(fit_score, 0) AS fit_score_sum,
    (fit_score IS NOT NULL)::integer AS fit_score_count,
    coalesce(engagement_score, 0) AS engagement_score_sum,
    (engagement_score IS NOT NULL)::integer AS engagement_score_count,
    coalesce(total_score, 0) AS total_score_sum,
    (total_score IS NOT NULL)::integer AS total_score_count
  FROM lead_analytics
) l ON l.of_call = c.id
LEFT JOIN (
  SELECT call_id AS of_call,
    (outcome IN ('completed', 'disconnected'))::integer AS answered_calls,
    (outcome = 'completed')::integer AS completed_outcomes,
    (outcome = 'no_answer')::integer AS no_answer_outcomes,
    (outcome = 'busy')::integer AS busy_outcomes,
    (outcome = 'failed')::integer AS failed_outcomes,
    (outcome = 'voicemail')::integer AS voicemail_outcomes,
    (outcome = 'disconnected')::integer AS disconnected_outcomes
  FROM agent_call_outcomes
) o ON o.of_call = c.id
WHERE c.is_counted;
COMMENT ON VIEW call_contributions IS 'What each call adds to the rollups; rebuilding sums it up';

REVOKE ALL ON call_contributions FROM PUBLIC;
