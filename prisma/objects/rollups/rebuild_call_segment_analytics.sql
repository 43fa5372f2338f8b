-- Counts a tenant's segments anew from its calls, and says how many rows that changed. No other rollup follows from them.
CREATE OR REPLACE FUNCTION rebuild_call_segment_analytics(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  WITH image AS (
    SELECT c.user_id, c.call_date AS date, c.agent_id, c.call_source, c.lead_type,
      1 AS total_calls,
      (c.status = 'completed')::integer AS successful_calls,
      (c.status = 'failed')::integer AS failed_calls,
      c.duration_minutes AS total_duration_minutes,
      c.duration_seconds AS total_duration_seconds,
      c.credits_used AS credits_used,
      coalesce(o.outcome = 'completed', false)::integer AS completed_outcomes,
      coalesce(o.outcome = 'no_answer', false)::integer AS no_answer_outcomes,
      coalesce(o.outcome = 'busy', false)::integer AS busy_outcomes,
      coalesce(o.outcome = 'failed', false)::integer AS failed_outcomes,
      coalesce(o.outcome = 'voicemail', false)::integer AS voicemail_outcomes,
      coalesce(o.outcome = 'disconnected', false)::integer AS disconnected_outcomes,
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
      asked::integer AS cta_calls,
      (asked AND l.is_qualified)::integer AS qualified_cta_calls
    FROM calls c
    LEFT JOIN lead_analytics l ON l.call_id = c.id
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
    CROSS JOIN LATERAL (SELECT coalesce(
      l.cta_pricing_clicked OR l.cta_demo_clicked OR l.cta_followup_clicked OR l.cta_sample_clicked OR l.cta_escalated_to_human, false) AS asked) f
    WHERE c.user_id = tenant AND c.call_date BETWEEN first_day AND last_day AND c.is_counted
    UNION ALL
    SELECT user_id, date, agent_id, call_source, lead_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM call_segment_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO call_segment_analytics AS t (
    user_id, date, agent_id, call_source, lead_type,
    total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, credits_used,
    completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes,
    disconnected_outcomes, leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks,
    cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls
  )
  SELECT user_id, date, agent_id, call_source, lead_type,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(total_duration_minutes),
    sum(total_duration_seconds), sum(credits_used), sum(completed_outcomes), sum(no_answer_outcomes),
    sum(busy_outcomes), sum(failed_outcomes), sum(voicemail_outcomes), sum(disconnected_outcomes),
    sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads),
    sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks), sum(cta_sample_clicks),
    sum(cta_human_escalations), sum(cta_calls), sum(qualified_cta_calls)
  FROM image
  GROUP BY user_id, date, agent_id, call_source, lead_type
  ORDER BY user_id, date, agent_id, call_source, lead_type
  ON CONFLICT (user_id, date, agent_id, call_source, lead_type) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
    credits_used = excluded.credits_used,
    completed_outcomes = excluded.completed_outcomes,
    no_answer_outcomes = excluded.no_answer_outcomes,
    busy_outcomes = excluded.busy_outcomes,
    failed_outcomes = excluded.failed_outcomes,
    voicemail_outcomes = excluded.voicemail_outcomes,
    disconnected_outcomes = excluded.disconnected_outcomes,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    hot_leads = excluded.hot_leads,
    warm_leads = excluded.warm_leads,
    cold_leads = excluded.cold_leads,
    cta_pricing_clicks = excluded.cta_pricing_clicks,
    cta_demo_clicks = excluded.cta_demo_clicks,
    cta_followup_clicks = excluded.cta_followup_clicks,
    cta_sample_clicks = excluded.cta_sample_clicks,
    cta_human_escalations = excluded.cta_human_escalations,
    cta_calls = excluded.cta_calls,
    qualified_cta_calls = excluded.qualified_cta_calls
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.total_duration_minutes, t.total_duration_seconds,
    t.credits_used, t.completed_outcomes, t.no_answer_outcomes, t.busy_outcomes, t.failed_outcomes,
    t.voicemail_outcomes, t.disconnected_outcomes, t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads,
    t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks,
    t.cta_human_escalations, t.cta_calls, t.qualified_cta_calls)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.total_duration_minutes,
    excluded.total_duration_seconds, excluded.credits_used, excluded.completed_outcomes,
    excluded.no_answer_outcomes, excluded.busy_outcomes, excluded.failed_outcomes, excluded.voicemail_outcomes,
    excluded.disconnected_outcomes, excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads,
    excluded.warm_leads, excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks,
    excluded.cta_followup_clicks, excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls,
    excluded.qualified_cta_calls);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_call_segment_analytics(uuid, date, date) IS
  'Counts a tenant''s segments of these days anew from its calls; returns how many rows were wrong';
