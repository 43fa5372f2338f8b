-- What calls, leads and outcomes add up to by agent and day, and by tenant and day, hour, week and month, reckoned from their starts
-- and the tenant's zone: from nothing that a trigger keeps, so that it can judge everything that triggers keep. The row of all
-- is there without any call too, and so names the figures.
CREATE OR REPLACE FUNCTION reckon_figures(tenant uuid DEFAULT NULL) RETURNS TABLE (
  period text, user_id uuid, agent_id uuid, date date, hour integer, figures jsonb)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH raw AS (
    SELECT c.user_id, c.agent_id, here.began::date AS day, extract(hour FROM here.began)::integer AS hour,
      date_trunc('week', here.began)::date AS week, date_trunc('month', here.began)::date AS month,
      c.status IN ('completed', 'failed') AS counted, c.status, c.lead_type, c.call_source, c.duration_minutes,
      c.duration_seconds, c.credits_used, o.outcome, l.id AS lead_id, l.is_qualified, l.lead_status_tag,
      l.cta_pricing_clicked, l.cta_demo_clicked, l.cta_followup_clicked, l.cta_sample_clicked, l.cta_escalated_to_human,
      l.intent_score, l.urgency_score, l.budget_score, l.fit_score, l.engagement_score, l.total_score
    FROM calls c JOIN users u ON u.id = c.user_id
    CROSS JOIN LATERAL (SELECT c.started_at AT TIME ZONE u.timezone AS began) here
    LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND c.status IN ('completed', 'failed')
    WHERE tenant IS NULL OR c.user_id = tenant
  )
  SELECT
    CASE 0 WHEN grouping(agent_id) THEN 'agent' WHEN grouping(hour) THEN 'hour' WHEN grouping(day) THEN 'daily'
      WHEN grouping(week) THEN 'weekly' WHEN grouping(month) THEN 'monthly' ELSE 'all' END,
    raw.user_id, agent_id, coalesce(day, week, month), hour, jsonb_build_object(
      'total_calls', count(*) FILTER (WHERE counted),
      'successful_calls', count(*) FILTER (WHERE status = 'completed'),
      'failed_calls', count(*) FILTER (WHERE status = 'failed'),
      'answered_calls', count(*) FILTER (WHERE outcome IN ('completed', 'disconnected')),
      'inbound_calls', count(*) FILTER (WHERE counted AND lead_type = 'inbound'),
      'outbound_calls', count(*) FILTER (WHERE counted AND lead_type = 'outbound'),
      'phone_calls', count(*) FILTER (WHERE counted AND call_source = 'phone'),
      'internet_calls', count(*) FILTER (WHERE counted AND call_source = 'internet'),
      'total_duration_minutes', coalesce(sum(duration_minutes) FILTER (WHERE counted), 0),
      'total_duration_seconds', coalesce(sum(duration_seconds) FILTER (WHERE counted), 0),
      'long_calls', count(*) FILTER (WHERE counted AND duration_seconds > 300),
      'credits_used', coalesce(sum(credits_used) FILTER (WHERE counted), 0),
      'leads_generated', count(lead_id),
      'qualified_leads', count(lead_id) FILTER (WHERE is_qualified),
      'hot_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'hot'),
      'warm_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'warm'),
      'cold_leads', count(lead_id) FILTER (WHERE lead_status_tag = 'cold'),
      'cta_pricing_clicks', count(*) FILTER (WHERE cta_pricing_clicked),
      'cta_demo_clicks', count(*) FILTER (WHERE cta_demo_clicked),
      'cta_followup_clicks', count(*) FILTER (WHERE cta_followup_clicked),
      'cta_sample_clicks', count(*) FILTER (WHERE cta_sample_clicked),
      'cta_human_escalations', count(*) FILTER (WHERE cta_escalated_to_human),
      'cta_calls', count(*) FILTER (WHERE cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked
        OR cta_sample_clicked OR cta_escalated_to_human),
      'intent_score_sum', coalesce(sum(intent_score), 0), 'intent_score_count', count(intent_score),
      'urgency_score_sum', coalesce(sum(urgency_score), 0), 'urgency_score_count', count(urgency_score),
      'budget_score_sum', coalesce(sum(budget_score), 0), 'budget_score_count', count(budget_score),
      'fit_score_sum', coalesce(sum(fit_score), 0), 'fit_score_count', count(fit_score),
      'engagement_score_sum', coalesce(sum(engagement_score), 0), 'engagement_score_count', count(engagement_score),
      'total_score_sum', coalesce(sum(total_score), 0), 'total_score_count', count(total_score))
  FROM raw
  GROUP BY GROUPING SETS (
    (raw.user_id, agent_id, day), (raw.user_id, day), (raw.user_id, day, hour), (raw.user_id, week), (raw.user_id, month), ())
$$;
COMMENT ON FUNCTION reckon_figures(uuid) IS
  'What calls, leads and outcomes add up to by agent and day, and by tenant and day, hour, week and month; of one tenant, or of all';
