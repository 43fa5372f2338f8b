-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- Counts the cached days, weeks and months that a range of days touches anew from a tenant's calls, each as a whole, and says how
-- many rows that changed.
CREATE OR REPLACE FUNCTION rebuild_call_analytics_cache(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  WITH image AS (
    SELECT user_id, p.date_period, p.period_type,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_seconds AS total_call_duration, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks AS pricing_clicks, cta_demo_clicks AS demo_requests,
      cta_followup_clicks AS followup_requests, cta_sample_clicks AS sample_requests, cta_human_escalations AS human_escalations
    FROM call_contributions CROSS JOIN LATERAL (VALUES
      ('daily', date),
      ('weekly', period_first_day('weekly', date)),
      ('monthly', period_first_day('monthly', date))) p (period_type, date_period)
    WHERE user_id = tenant AND date BETWEEN least(period_first_day('weekly', first_day), period_first_day('monthly', first_day))
        AND greatest(period_last_day('weekly', last_day), period_last_day('monthly', last_day))
      AND p.date_period BETWEEN period_first_day(p.period_type, first_day) AND last_day
    UNION ALL
    SELECT user_id, date_period, period_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM call_analytics_cache
    WHERE user_id = tenant AND date_period BETWEEN period_first_day(period_type, first_day) AND last_day
  )
  INSERT INTO call_analytics_cache AS t (user_id, date_period, period_type,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls, total_call_duration,
    long_calls, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, pricing_clicks,
    demo_requests, followup_requests, sample_requests, human_escalations)
  SELECT user_id, date_period, period_type,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_call_duration), sum(long_calls), sum(credits_used), sum(answered_calls), sum(leads_generated),
    sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads), sum(pricing_clicks), sum(demo_requests),
    sum(followup_requests), sum(sample_requests), sum(human_escalations)
  FROM image
  GROUP BY user_id, date_period, period_type
  ORDER BY user_id, date_period, period_type
  ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    inbound_calls = excluded.inbound_calls,
    outbound_calls = excluded.outbound_calls,
    phone_calls = excluded.phone_calls,
    internet_calls = excluded.internet_calls,
    total_call_duration = excluded.total_call_duration,
    long_calls = excluded.long_calls,
    credits_used = excluded.credits_used,
    answered_calls = excluded.answered_calls,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    hot_leads = excluded.hot_leads,
    warm_leads = excluded.warm_leads,
    cold_leads = excluded.cold_leads,
    pricing_clicks = excluded.pricing_clicks,
    demo_requests = excluded.demo_requests,
    followup_requests = excluded.followup_requests,
    sample_requests = excluded.sample_requests,
    human_escalations = excluded.human_escalations
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls, t.internet_calls,
    t.total_call_duration, t.long_calls, t.credits_used, t.answered_calls, t.leads_generated, t.qualified_leads, t.hot_leads,
    t.warm_leads, t.cold_leads, t.pricing_clicks, t.demo_requests, t.followup_requests, t.sample_requests, t.human_escalations)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_call_duration, excluded.long_calls, excluded.credits_used,
    excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads,
    excluded.cold_leads, excluded.pricing_clicks, excluded.demo_requests, excluded.followup_requests, excluded.sample_requests,
    excluded.human_escalations);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'call_analytics_cache');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_call_analytics_cache(uuid, date, date) IS 'Counts a tenant''s periods that touch the days anew, each as a whole; returns how many rows that changed';
