-- What each counted call adds to every rollup, with its lead and outcome: the definition by which rollups are rebuilt. What is
-- divided by calls comes from the calls that are counted, so that no rate exceeds the whole.
CREATE OR REPLACE VIEW call_contributions WITH (security_barrier) AS
SELECT c.user_id, c.agent_id, c.call_date AS date, extract(hour FROM c.started_at AT TIME ZONE u.timezone)::integer AS hour,
  1 AS total_calls,
  (c.status = 'completed')::integer AS successful_calls,
  (c.status = 'failed')::integer AS failed_calls,
  (c.lead_type = 'inbound')::integer AS inbound_calls,
  (c.lead_type = 'outbound')::integer AS outbound_calls,
  (c.call_source = 'phone')::integer AS phone_calls,
  (c.call_source = 'internet')::integer AS internet_calls,
  c.duration_minutes AS total_duration_minutes,
  c.duration_seconds AS total_duration_seconds,
  c.credits_used AS credits_used,
  coalesce(o.outcome IN ('completed', 'disconnected'), false)::integer AS answered_calls,
  (l.id IS NOT NULL)::integer AS leads_generated,
  coalesce(l.is_qualified, false)::integer AS qualified_leads,
  coalesce(l.lead_status_tag = 'hot', false)::integer AS hot_leads,
  coalesce(l.lead_status_tag = 'warm', false)::integer AS warm_leads,
  coalesce(l.lead_status_tag = 'cold', false)::integer AS cold_leads,
  coalesce(l.cta_pricing_clicked, false)::integer AS cta_pricing_clicks,
  coalesce(l.cta_demo_clicked, false)::integer AS cta_demo_clicks,
  coalesce(l.cta_followup_clicked, false)::integer AS cta_followup_clicks,
  coalesce(l.cta_sample_clicked, false)::integer AS cta_sample_clicks,
  coalesce(l.cta_escalated_to_human, false)::integer AS cta_human_escalations,
  coalesce(l.cta_pricing_clicked OR l.cta_demo_clicked OR l.cta_followup_clicked OR l.cta_sample_clicked OR l.cta_escalated_to_human, false)::integer AS cta_calls,
  coalesce(l.intent_score, 0) AS intent_score_sum,
  (l.intent_score IS NOT NULL)::integer AS intent_score_count,
  coalesce(l.urgency_score, 0) AS urgency_score_sum,
  (l.urgency_score IS NOT NULL)::integer AS urgency_score_count,
  coalesce(l.budget_score, 0) AS budget_score_sum,
  (l.budget_score IS NOT NULL)::integer AS budget_score_count,
  coalesce(l.fit_score, 0) AS fit_score_sum,
  (l.fit_score IS NOT NULL)::integer AS fit_score_count,
  coalesce(l.engagement_score, 0) AS engagement_score_sum,
  (l.engagement_score IS NOT NULL)::integer AS engagement_score_count,
  coalesce(l.total_score, 0) AS total_score_sum,
  (l.total_score IS NOT NULL)::integer AS total_score_count
FROM calls c
JOIN users u ON u.id = c.user_id
LEFT JOIN lead_analytics l ON l.call_id = c.id
LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
WHERE c.is_counted;

REVOKE ALL ON call_contributions FROM PUBLIC;
