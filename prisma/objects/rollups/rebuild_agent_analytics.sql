-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- Counts a tenant's agents' days anew from its calls, and says how many rows that changed. What follows from these days moves
-- with them by trigger.
CREATE OR REPLACE FUNCTION rebuild_agent_analytics(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  WITH image AS (
    SELECT agent_id, user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT agent_id, user_id, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM agent_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day AND hour IS NULL
  )
  INSERT INTO agent_analytics AS t (agent_id, user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
    total_score_sum, total_score_count)
  SELECT agent_id, user_id, date,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds), sum(long_calls), sum(credits_used),
    sum(answered_calls), sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads),
    sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks), sum(cta_sample_clicks), sum(cta_human_escalations),
    sum(cta_calls), sum(intent_score_sum), sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count),
    sum(budget_score_sum), sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum),
    sum(engagement_score_count), sum(total_score_sum), sum(total_score_count)
  FROM image
  GROUP BY agent_id, user_id, date
  ORDER BY agent_id, user_id, date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    inbound_calls = excluded.inbound_calls,
    outbound_calls = excluded.outbound_calls,
    phone_calls = excluded.phone_calls,
    internet_calls = excluded.internet_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
    long_calls = excluded.long_calls,
    credits_used = excluded.credits_used,
    answered_calls = excluded.answered_calls,
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
    intent_score_sum = excluded.intent_score_sum,
    intent_score_count = excluded.intent_score_count,
    urgency_score_sum = excluded.urgency_score_sum,
    urgency_score_count = excluded.urgency_score_count,
    budget_score_sum = excluded.budget_score_sum,
    budget_score_count = excluded.budget_score_count,
    fit_score_sum = excluded.fit_score_sum,
    fit_score_count = excluded.fit_score_count,
    engagement_score_sum = excluded.engagement_score_sum,
    engagement_score_count = excluded.engagement_score_count,
    total_score_sum = excluded.total_score_sum,
    total_score_count = excluded.total_score_count
  -- The last ones are those that the proposed row's own trigger has made.
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls, t.internet_calls,
    t.total_duration_minutes, t.total_duration_seconds, t.long_calls, t.credits_used, t.answered_calls, t.leads_generated,
    t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks, t.cta_followup_clicks,
    t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls, t.intent_score_sum, t.intent_score_count, t.urgency_score_sum,
    t.urgency_score_count, t.budget_score_sum, t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum,
    t.engagement_score_count, t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes, excluded.total_duration_seconds,
    excluded.long_calls, excluded.credits_used, excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads,
    excluded.hot_leads, excluded.warm_leads, excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks,
    excluded.cta_followup_clicks, excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls,
    excluded.intent_score_sum, excluded.intent_score_count, excluded.urgency_score_sum, excluded.urgency_score_count,
    excluded.budget_score_sum, excluded.budget_score_count, excluded.fit_score_sum, excluded.fit_score_count,
    excluded.engagement_score_sum, excluded.engagement_score_count, excluded.total_score_sum, excluded.total_score_count,
    excluded.total_cta_interactions, excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_agent_analytics(uuid, date, date) IS 'Counts the days of a tenant''s agents anew from its calls; returns how many rows that changed';
