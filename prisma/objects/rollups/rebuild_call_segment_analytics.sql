-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
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
    SELECT user_id, date, agent_id, call_source, lead_type,
      total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, long_calls, credits_used,
      completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes,
      leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
      cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, agent_id, call_source, lead_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM call_segment_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO call_segment_analytics AS t (user_id, date, agent_id, call_source, lead_type,
    total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, long_calls, credits_used,
    completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks,
    cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls)
  SELECT user_id, date, agent_id, call_source, lead_type,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(total_duration_minutes), sum(total_duration_seconds),
    sum(long_calls), sum(credits_used), sum(completed_outcomes), sum(no_answer_outcomes), sum(busy_outcomes), sum(failed_outcomes),
    sum(voicemail_outcomes), sum(disconnected_outcomes), sum(leads_generated), sum(qualified_leads), sum(hot_leads),
    sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks),
    sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls), sum(qualified_cta_calls)
  FROM image
  GROUP BY user_id, date, agent_id, call_source, lead_type
  ORDER BY user_id, date, agent_id, call_source, lead_type
  ON CONFLICT (user_id, date, agent_id, call_source, lead_type) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
    long_calls = excluded.long_calls,
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
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.total_duration_minutes, t.total_duration_seconds, t.long_calls,
    t.credits_used, t.completed_outcomes, t.no_answer_outcomes, t.busy_outcomes, t.failed_outcomes, t.voicemail_outcomes,
    t.disconnected_outcomes, t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks,
    t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls, t.qualified_cta_calls)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.total_duration_minutes,
    excluded.total_duration_seconds, excluded.long_calls, excluded.credits_used, excluded.completed_outcomes,
    excluded.no_answer_outcomes, excluded.busy_outcomes, excluded.failed_outcomes, excluded.voicemail_outcomes,
    excluded.disconnected_outcomes, excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads,
    excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks,
    excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls, excluded.qualified_cta_calls);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_call_segment_analytics(uuid, date, date) IS 'Counts a tenant''s segments of these days anew from its calls; returns how many rows were wrong';
