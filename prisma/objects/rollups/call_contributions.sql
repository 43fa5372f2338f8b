-- What each call adds to every rollup that counts it: the definition by which rollups are rebuilt. A lead counts whatever became
-- of its call; everything else about a call counts when it is completed or failed.
CREATE OR REPLACE VIEW call_contributions WITH (security_barrier) AS
SELECT c.user_id, c.agent_id, c.call_date AS date, extract(hour FROM c.started_at AT TIME ZONE u.timezone)::integer AS hour,
  CASE WHEN c.status IN ('completed', 'failed') THEN 1 ELSE 0 END AS total_calls,
  CASE WHEN c.status IN ('completed', 'failed') THEN (c.status = 'completed')::integer ELSE 0 END AS successful_calls,
  CASE WHEN c.status IN ('completed', 'failed') THEN (c.status = 'failed')::integer ELSE 0 END AS failed_calls,
  CASE WHEN c.status IN ('completed', 'failed') THEN (c.lead_type = 'inbound')::integer ELSE 0 END AS inbound_calls,
  CASE WHEN c.status IN ('completed', 'failed') THEN (c.lead_type = 'outbound')::integer ELSE 0 END AS outbound_calls,
  CASE WHEN c.status IN ('completed', 'failed') THEN (c.call_source = 'phone')::integer ELSE 0 END AS phone_calls,
  CASE WHEN c.status IN ('completed', 'failed') THEN (c.call_source = 'internet')::integer ELSE 0 END AS internet_calls,
  CASE WHEN c.status IN ('completed', 'failed') THEN c.duration_minutes ELSE 0 END AS total_duration_minutes,
  CASE WHEN c.status IN ('completed', 'failed') THEN c.duration_seconds ELSE 0 END AS total_duration_seconds,
  CASE WHEN c.status IN ('completed', 'failed') THEN c.credits_used ELSE 0 END AS credits_used,
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
WHERE c.status IN ('completed', 'failed') OR l.id IS NOT NULL OR o.outcome IN ('completed', 'disconnected');

REVOKE ALL ON call_contributions FROM PUBLIC;
