-- object: rollups/rebuild_agent_analytics.sql sha256:24471443c99b138513c76f8a04d32dab0145f1b7ecf9438bde40fb703f0c6c47
-- Generated from lib/metrics/counters.ts by `npm run db:rollups -- write`.
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
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
      cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
      budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum,
      total_score_count
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT agent_id, user_id, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM agent_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day AND hour IS NULL
  )
  INSERT INTO agent_analytics AS t (agent_id, user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
    warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
    cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count,
    fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum, total_score_count)
  SELECT agent_id, user_id, date,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds), sum(credits_used), sum(answered_calls),
    sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks),
    sum(cta_demo_clicks), sum(cta_followup_clicks), sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls),
    sum(intent_score_sum), sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count), sum(budget_score_sum),
    sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum), sum(engagement_score_count),
    sum(total_score_sum), sum(total_score_count)
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
    t.total_duration_minutes, t.total_duration_seconds, t.credits_used, t.answered_calls, t.leads_generated, t.qualified_leads,
    t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks,
    t.cta_human_escalations, t.cta_calls, t.intent_score_sum, t.intent_score_count, t.urgency_score_sum, t.urgency_score_count,
    t.budget_score_sum, t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum, t.engagement_score_count,
    t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes, excluded.total_duration_seconds,
    excluded.credits_used, excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads,
    excluded.warm_leads, excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks,
    excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls, excluded.intent_score_sum,
    excluded.intent_score_count, excluded.urgency_score_sum, excluded.urgency_score_count, excluded.budget_score_sum,
    excluded.budget_score_count, excluded.fit_score_sum, excluded.fit_score_count, excluded.engagement_score_sum,
    excluded.engagement_score_count, excluded.total_score_sum, excluded.total_score_count, excluded.total_cta_interactions,
    excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_agent_analytics(uuid, date, date) IS 'Counts the days of a tenant''s agents anew from its calls; returns how many rows that changed';

-- object: rollups/rebuild_user_analytics.sql sha256:f4810820267cf2a6cff50c91fb3a2dfaf611a1096293f62904b0a19d04c19399
-- Generated from lib/metrics/counters.ts by `npm run db:rollups -- write`.
-- Counts a tenant's days and hours anew from its calls, and says how many rows that changed. Its agents' days come first:
-- repaired later, they would move these by differences that are counted already.
-- depends on: rollups/rebuild_agent_analytics.sql
CREATE OR REPLACE FUNCTION rebuild_user_analytics(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(tenant, first_day, last_day);
  WITH image AS (
    SELECT user_id, date, h.hour,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
      cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
      budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum,
      total_score_count
    FROM call_contributions c CROSS JOIN LATERAL (VALUES (c.hour), (NULL)) h (hour)
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, hour, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM user_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO user_analytics AS t (user_id, date, hour,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
    warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
    cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count,
    fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum, total_score_count)
  SELECT user_id, date, hour,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds), sum(credits_used), sum(answered_calls),
    sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks),
    sum(cta_demo_clicks), sum(cta_followup_clicks), sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls),
    sum(intent_score_sum), sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count), sum(budget_score_sum),
    sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum), sum(engagement_score_count),
    sum(total_score_sum), sum(total_score_count)
  FROM image
  GROUP BY user_id, date, hour
  ORDER BY user_id, date, hour
  ON CONFLICT (user_id, date, hour) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    inbound_calls = excluded.inbound_calls,
    outbound_calls = excluded.outbound_calls,
    phone_calls = excluded.phone_calls,
    internet_calls = excluded.internet_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
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
    t.total_duration_minutes, t.total_duration_seconds, t.credits_used, t.answered_calls, t.leads_generated, t.qualified_leads,
    t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks,
    t.cta_human_escalations, t.cta_calls, t.intent_score_sum, t.intent_score_count, t.urgency_score_sum, t.urgency_score_count,
    t.budget_score_sum, t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum, t.engagement_score_count,
    t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes, excluded.total_duration_seconds,
    excluded.credits_used, excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads,
    excluded.warm_leads, excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks,
    excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls, excluded.intent_score_sum,
    excluded.intent_score_count, excluded.urgency_score_sum, excluded.urgency_score_count, excluded.budget_score_sum,
    excluded.budget_score_count, excluded.fit_score_sum, excluded.fit_score_count, excluded.engagement_score_sum,
    excluded.engagement_score_count, excluded.total_score_sum, excluded.total_score_count, excluded.total_cta_interactions,
    excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'user_analytics');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_user_analytics(uuid, date, date) IS 'Counts a tenant''s days and hours anew from its calls; returns how many rows that changed';

-- object: rollups/call_contributions.sql sha256:a02f6a24a5f6b20db6fe23e84f3922484c8fe8b99d6947318f50107353f585c2
-- Generated from lib/metrics/counters.ts by `npm run db:rollups -- write`.
-- What each counted call adds to every rollup, with its lead and outcome: the definition by which rollups are rebuilt. What is
-- divided by calls comes from the calls that are counted, so that no rate exceeds the whole.
CREATE OR REPLACE VIEW call_contributions WITH (security_barrier) AS
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

-- object: rollups/rebuild_call_analytics_cache.sql sha256:398cee27ca1e770efc848202a4712292e9938c9a1b80ba4e6309d30d6905e21c
-- Generated from lib/metrics/counters.ts by `npm run db:rollups -- write`.
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
      total_duration_seconds AS total_call_duration, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks AS pricing_clicks, cta_demo_clicks AS demo_requests,
      cta_followup_clicks AS followup_requests, cta_sample_clicks AS sample_requests, cta_human_escalations AS human_escalations
    FROM call_contributions CROSS JOIN LATERAL (VALUES
      ('daily', date),
      ('weekly', period_first_day('weekly', date)),
      ('monthly', period_first_day('monthly', date))) p (period_type, date_period)
    WHERE user_id = tenant AND date BETWEEN least(period_first_day('weekly', first_day), period_first_day('monthly', first_day))
        AND greatest(period_last_day('weekly', last_day), period_last_day('monthly', last_day))
      AND p.date_period BETWEEN period_first_day(p.period_type, first_day) AND last_day
    UNION ALL
    SELECT user_id, date_period, period_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM call_analytics_cache
    WHERE user_id = tenant AND date_period BETWEEN period_first_day(period_type, first_day) AND last_day
  )
  INSERT INTO call_analytics_cache AS t (user_id, date_period, period_type,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls, total_call_duration,
    credits_used, answered_calls, leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, pricing_clicks,
    demo_requests, followup_requests, sample_requests, human_escalations)
  SELECT user_id, date_period, period_type,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_call_duration), sum(credits_used), sum(answered_calls), sum(leads_generated),
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
    t.total_call_duration, t.credits_used, t.answered_calls, t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads,
    t.cold_leads, t.pricing_clicks, t.demo_requests, t.followup_requests, t.sample_requests, t.human_escalations)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_call_duration, excluded.credits_used, excluded.answered_calls,
    excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads, excluded.cold_leads,
    excluded.pricing_clicks, excluded.demo_requests, excluded.followup_requests, excluded.sample_requests,
    excluded.human_escalations);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'call_analytics_cache');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_call_analytics_cache(uuid, date, date) IS 'Counts a tenant''s periods that touch the days anew, each as a whole; returns how many rows that changed';

-- object: rollups/rebuild_call_segment_analytics.sql sha256:25b95d55f6ca98732639a161dd01e973e081b46b69dbc0d6d8c678621a78426c
-- Generated from lib/metrics/counters.ts by `npm run db:rollups -- write`.
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
      total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, credits_used,
      completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes,
      leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
      cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, agent_id, call_source, lead_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM call_segment_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO call_segment_analytics AS t (user_id, date, agent_id, call_source, lead_type,
    total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, credits_used, completed_outcomes,
    no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes, leads_generated,
    qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks,
    cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls)
  SELECT user_id, date, agent_id, call_source, lead_type,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(total_duration_minutes), sum(total_duration_seconds),
    sum(credits_used), sum(completed_outcomes), sum(no_answer_outcomes), sum(busy_outcomes), sum(failed_outcomes),
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
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.total_duration_minutes, t.total_duration_seconds, t.credits_used,
    t.completed_outcomes, t.no_answer_outcomes, t.busy_outcomes, t.failed_outcomes, t.voicemail_outcomes, t.disconnected_outcomes,
    t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks,
    t.cta_followup_clicks, t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls, t.qualified_cta_calls)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.total_duration_minutes,
    excluded.total_duration_seconds, excluded.credits_used, excluded.completed_outcomes, excluded.no_answer_outcomes,
    excluded.busy_outcomes, excluded.failed_outcomes, excluded.voicemail_outcomes, excluded.disconnected_outcomes,
    excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads, excluded.cold_leads,
    excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks, excluded.cta_sample_clicks,
    excluded.cta_human_escalations, excluded.cta_calls, excluded.qualified_cta_calls);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_call_segment_analytics(uuid, date, date) IS 'Counts a tenant''s segments of these days anew from its calls; returns how many rows were wrong';

-- object: rollups/rebuild_user_daily_analytics.sql sha256:dafde62063763507c8cf764225d9ad23d342399a7c4f9b0e3dfc03d9e9288d1c
-- Generated from lib/metrics/counters.ts by `npm run db:rollups -- write`.
-- Counts a tenant's daily figures anew from its calls, its agents' days first, and says how many rows that changed.
-- depends on: rollups/rebuild_agent_analytics.sql
CREATE OR REPLACE FUNCTION rebuild_user_daily_analytics(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(tenant, first_day, last_day);
  WITH image AS (
    SELECT user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
      warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
      cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
      budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum,
      total_score_count
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM user_daily_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO user_daily_analytics AS t (user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads,
    warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks, cta_human_escalations,
    cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count,
    fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count, total_score_sum, total_score_count)
  SELECT user_id, date,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls), sum(phone_calls),
    sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds), sum(credits_used), sum(answered_calls),
    sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks),
    sum(cta_demo_clicks), sum(cta_followup_clicks), sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls),
    sum(intent_score_sum), sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count), sum(budget_score_sum),
    sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum), sum(engagement_score_count),
    sum(total_score_sum), sum(total_score_count)
  FROM image
  GROUP BY user_id, date
  ORDER BY user_id, date
  ON CONFLICT (user_id, date) DO UPDATE SET
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    failed_calls = excluded.failed_calls,
    inbound_calls = excluded.inbound_calls,
    outbound_calls = excluded.outbound_calls,
    phone_calls = excluded.phone_calls,
    internet_calls = excluded.internet_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    total_duration_seconds = excluded.total_duration_seconds,
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
    t.total_duration_minutes, t.total_duration_seconds, t.credits_used, t.answered_calls, t.leads_generated, t.qualified_leads,
    t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks, t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks,
    t.cta_human_escalations, t.cta_calls, t.intent_score_sum, t.intent_score_count, t.urgency_score_sum, t.urgency_score_count,
    t.budget_score_sum, t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum, t.engagement_score_count,
    t.total_score_sum, t.total_score_count, t.total_cta_interactions, t.cta_conversion_rate)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls, excluded.outbound_calls,
    excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes, excluded.total_duration_seconds,
    excluded.credits_used, excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads, excluded.hot_leads,
    excluded.warm_leads, excluded.cold_leads, excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks,
    excluded.cta_sample_clicks, excluded.cta_human_escalations, excluded.cta_calls, excluded.intent_score_sum,
    excluded.intent_score_count, excluded.urgency_score_sum, excluded.urgency_score_count, excluded.budget_score_sum,
    excluded.budget_score_count, excluded.fit_score_sum, excluded.fit_score_count, excluded.engagement_score_sum,
    excluded.engagement_score_count, excluded.total_score_sum, excluded.total_score_count, excluded.total_cta_interactions,
    excluded.cta_conversion_rate);
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'user_daily_analytics');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_user_daily_analytics(uuid, date, date) IS 'Counts a tenant''s daily figures anew from its calls; returns how many rows that changed';

-- object: zz_comments/functions.sql sha256:3767aa63fa27d3a34745f038f10cf2e323a24febc86635e4b0c834fc412cfe93
-- What each function keeps true, where its own file does not say so.
COMMENT ON FUNCTION uuid_v7() IS 'A new key that sorts by the moment it was made';
COMMENT ON FUNCTION is_time_zone(text) IS 'Whether the database knows a time zone of this name';
COMMENT ON FUNCTION trg_calls_set_call_date() IS 'A call belongs to the day on which it started in its tenant''s zone; nobody else sets that day';
COMMENT ON FUNCTION log_trigger_error(text,text,text,text,text) IS 'Writes a trigger''s failure down so that the business row commits; raises what a retry would heal';
COMMENT ON FUNCTION setting_integer(text) IS 'A whole-number setting; a missing one is an error, never a silent zero';
COMMENT ON FUNCTION update_updated_at_column() IS 'A changed row says when it was changed';
COMMENT ON FUNCTION trg_user_sessions_last_used() IS 'A changed session says when it was changed and last used';
COMMENT ON FUNCTION trg_credit_transactions_enter() IS 'Numbers a tenant''s ledger entries and fills each running balance';
COMMENT ON FUNCTION trg_users_grant_bonus() IS 'A new user''s free credits are a ledger entry';
COMMENT ON FUNCTION trg_users_guard_credits() IS 'users.credits only ever equals the ledger''s newest balance; a new user starts at zero';
COMMENT ON FUNCTION trg_credit_transactions_move_credits() IS 'users.credits is the newest balance of the ledger, moved once a statement';
COMMENT ON FUNCTION trg_credit_transactions_refuse_change() IS 'The ledger is append-only; an entry only loses the link to a deleted call';
COMMENT ON FUNCTION trg_notify_cache_invalidation() IS 'Every instance and open dashboard hears which tenant''s data changed';
COMMENT ON FUNCTION trg_notify_user_change() IS 'Every instance and open dashboard hears that what counts of a user changed';
COMMENT ON FUNCTION wake_ingestion() IS 'Tells the job processes that events wait in the inbox';
COMMENT ON FUNCTION trg_analytics_cta_totals() IS 'total_cta_interactions is the sum of the five counters; cta_conversion_rate is calls with any of them per 100 calls';
COMMENT ON FUNCTION trg_user_daily_rollup() IS 'A tenant''s day is the sum of its agents'' days, moved by new minus old';
COMMENT ON FUNCTION app_user_id() IS 'The tenant that the transaction names in app.user_id; NULL when it names none';
COMMENT ON FUNCTION readiness() IS 'The newest migration that is in place, and how many job processes are connected';
COMMENT ON FUNCTION seconds_since_jobs_worked() IS 'How long ago the queue last answered a process that takes jobs';
COMMENT ON FUNCTION inbox_state() IS 'How many events are pending, waiting and quarantined, and the age of the oldest pending one';
COMMENT ON FUNCTION queue_state() IS 'How many jobs of each task are due, at work, planned or given up, and the age of the oldest';
COMMENT ON FUNCTION trg_users_move_days() IS 'A tenant''s days follow its zone: calls move to their day in the new one, and rollups with them';
COMMENT ON FUNCTION trg_calls_lock_children() IS 'A call that goes or moves locks its lead and outcome before any trigger holds the rollups';
COMMENT ON FUNCTION trg_users_hold_zone() IS 'A zone changes after every call that is being written with the old one';
COMMENT ON FUNCTION trg_take_call_facts() IS 'A lead or an outcome takes from its call what the writer leaves out of what it repeats of it';
COMMENT ON FUNCTION trg_generate_customer_reference() IS 'Gives a customer the next reference CUST-YYYY-NNNN of the year of conversion';
COMMENT ON FUNCTION trg_contacts_from_calls() IS 'A contact is marked as one with calls exactly while a call points at it';
COMMENT ON FUNCTION trg_customers_mark_contacts() IS 'A contact is marked as a customer exactly while a customer points at it';
COMMENT ON FUNCTION trg_admin_audit_log_refuse_change() IS 'The audit log is append-only';
COMMENT ON FUNCTION hold_rollups(uuid[]) IS 'Holds the rollups of these tenants until the transaction ends, so that writers cannot wait in a circle';
COMMENT ON FUNCTION hold_rollups_to_rebuild(uuid) IS 'Holds a tenant''s rollups to rebuild them, in a READ COMMITTED transaction only';
COMMENT ON FUNCTION period_first_day(text,date) IS 'First day of the day, week (from Monday), month or quarter that a date lies in';
COMMENT ON FUNCTION period_last_day(text,date) IS 'Last day of the day, week (from Monday), month or quarter that a date lies in';
COMMENT ON FUNCTION change_percentage(numeric,numeric) IS 'Percentage by which a figure changed; unknown when it was zero or unknown before';
COMMENT ON FUNCTION trg_drop_dashboard_cache() IS 'What was shared in dashboard_cache is dropped when the tenant''s figures change';
COMMENT ON FUNCTION trg_mark_kpi_stale() IS 'user_kpi_summary is stale once something it is made of changed';
COMMENT ON FUNCTION trg_agents_targets() IS 'The achievement of targets moves with the agents'' days, by new minus old';
COMMENT ON FUNCTION trg_agent_targets_fill() IS 'A new or moved target starts with what its period has brought already';
COMMENT ON FUNCTION rebuild_agent_targets(uuid,date,date) IS 'Counts anew what the targets of these days have reached; returns how many rows that changed';
COMMENT ON FUNCTION refresh_agent_performance_trends(uuid,date,date) IS 'Makes the trends of the periods that these days touch, and of those that follow, anew from agents'' days; returns how many there are';
COMMENT ON FUNCTION following_period(text,date) IS 'First day of the period that is compared with the one a date lies in: of a day the same weekday of the week after, else the period after';
COMMENT ON FUNCTION is_compared(text,date,date) IS 'Whether a date counts in the comparison of the period after its own, of which the days up to another date are over';
COMMENT ON FUNCTION rebuild_agent_performance_trends(uuid,date,date) IS 'Counts agents'' days anew and makes the trends of the periods that these days touch, and of those that follow; returns how many there are';
COMMENT ON FUNCTION trg_call_searches() IS 'A call whose person, number, lead or transcript changes waits for its words to be made anew';
COMMENT ON FUNCTION batch_calculate_call_analytics(date,uuid) IS 'Counts the rollups and trends of one day anew for every active tenant; returns how many tenants that were';

-- object: zz_comments/rollups.sql sha256:058bf5be8079f2dee6e09f2fe546c59048ce75186a40c3f48629fc3ddaadf836
-- Figures that are kept by differences as calls arrive.
COMMENT ON TABLE agent_analytics IS 'An agent''s figures of a day, moved by triggers as its calls, leads and outcomes change';
COMMENT ON COLUMN agent_analytics.hour IS 'Always NULL: an agent''s figures are kept by day';
COMMENT ON TABLE user_analytics IS 'A tenant''s figures of a day (hour is NULL) and of each hour of it';
COMMENT ON COLUMN user_analytics.hour IS 'Hour of the day in the tenant''s zone, 0 to 23; NULL in the row of the whole day';
COMMENT ON CONSTRAINT agent_analytics_hour_is_of_a_day ON agent_analytics IS 'An hour is 0 to 23';
COMMENT ON CONSTRAINT user_analytics_hour_is_of_a_day ON user_analytics IS 'An hour is 0 to 23';
COMMENT ON TABLE user_daily_analytics IS 'A tenant''s figures of a day, the sum of its agents'' days';
COMMENT ON INDEX agent_analytics_agent_id_date_hour_idx IS 'Reads the days of an agent';
COMMENT ON INDEX agent_analytics_user_id_date_idx IS 'Reads the agents'' days of a tenant';
COMMENT ON TABLE call_segment_analytics IS 'A tenant''s figures of a day by agent, source and direction, moved by triggers as calls, leads and outcomes change';
COMMENT ON COLUMN call_segment_analytics.lead_type IS 'inbound or outbound, as the calls are';
COMMENT ON INDEX call_segment_analytics_agent_id_date_idx IS 'Reads the segments of an agent';
COMMENT ON TABLE call_analytics_cache IS 'A tenant''s figures of each day, week and month, ready to be shown';
COMMENT ON COLUMN call_analytics_cache.total_call_duration IS 'Length of the completed and failed calls in seconds';
COMMENT ON COLUMN call_analytics_cache.average_call_duration IS 'Seconds for each call';
COMMENT ON COLUMN call_analytics_cache.pricing_clicks IS 'Calls in which prices were asked for';
COMMENT ON COLUMN call_analytics_cache.demo_requests IS 'Calls in which a demo was asked for';
COMMENT ON COLUMN call_analytics_cache.followup_requests IS 'Calls in which a follow-up was asked for';
COMMENT ON COLUMN call_analytics_cache.sample_requests IS 'Calls in which a sample was asked for';
COMMENT ON COLUMN call_analytics_cache.human_escalations IS 'Calls in which a person was asked for';
COMMENT ON CONSTRAINT call_analytics_cache_date_begins_its_period ON call_analytics_cache IS 'A period is named by its first day';
COMMENT ON TABLE dashboard_cache IS 'What was computed from a tenant''s figures and is shared until they change';
COMMENT ON COLUMN dashboard_cache.cache_key IS 'What was computed';
COMMENT ON COLUMN dashboard_cache.cache_data IS 'The result, as JSON';
COMMENT ON COLUMN dashboard_cache.expires_at IS 'When it is no longer used even if nothing changed';
COMMENT ON INDEX dashboard_cache_expires_at_idx IS 'Finds what has expired';
COMMENT ON TABLE agent_performance_trends IS 'An agent''s figures of a period against those of the one before, a day against the same weekday a week before; while a period runs, its days that are over against as many';
COMMENT ON COLUMN agent_performance_trends.performance_rank IS 'Place among the tenant''s agents in the period, 1 is best: by qualified leads, then leads, then successful calls';
COMMENT ON CONSTRAINT agent_performance_trends_is_one_period ON agent_performance_trends IS 'First and last day are those of one period of the type';
COMMENT ON CONSTRAINT agent_performance_trends_rank_counts_from_one ON agent_performance_trends IS 'The best rank is 1';
COMMENT ON INDEX agent_performance_trends_user_id_period_idx IS 'Reads a tenant''s trends of a period';
COMMENT ON TABLE agent_targets IS 'What a tenant wants an agent to reach in a period, and what it has reached';
COMMENT ON COLUMN agent_targets.target_date IS 'First day of the period';
COMMENT ON COLUMN agent_targets.target_type IS 'daily, weekly, monthly or quarterly';
COMMENT ON COLUMN agent_targets.period_end IS 'Last day of the period';
COMMENT ON COLUMN agent_targets.target_calls IS 'Calls to reach; NULL without such a target';
COMMENT ON COLUMN agent_targets.target_success_rate IS 'Success rate to reach, in percent; NULL without such a target';
COMMENT ON COLUMN agent_targets.target_leads IS 'Leads to reach; NULL without such a target';
COMMENT ON COLUMN agent_targets.target_conversion_rate IS 'Conversion rate to reach, in percent; NULL without such a target';
COMMENT ON COLUMN agent_targets.actual_calls IS 'Calls of the period so far; kept by triggers';
COMMENT ON COLUMN agent_targets.actual_successful_calls IS 'Successful calls of the period so far; kept by triggers';
COMMENT ON COLUMN agent_targets.actual_leads IS 'Leads of the period so far; kept by triggers';
COMMENT ON COLUMN agent_targets.actual_success_rate IS 'Successful calls of 100 so far';
COMMENT ON COLUMN agent_targets.actual_conversion_rate IS 'Leads of 100 calls so far';
COMMENT ON COLUMN agent_targets.achievement_percentage IS 'Mean share of the targets set that has been reached, in percent; none counts for more than 100';
COMMENT ON CONSTRAINT agent_targets_calls_is_positive ON agent_targets IS 'A target of calls is at least 1';
COMMENT ON CONSTRAINT agent_targets_conversion_rate_is_percent ON agent_targets IS 'A target rate is above 0 and at most 100';
COMMENT ON CONSTRAINT agent_targets_success_rate_is_percent ON agent_targets IS 'A target rate is above 0 and at most 100';
COMMENT ON CONSTRAINT agent_targets_date_begins_its_period ON agent_targets IS 'A period is named by its first day';
COMMENT ON CONSTRAINT agent_targets_leads_is_positive ON agent_targets IS 'A target of leads is at least 1';
COMMENT ON INDEX agent_targets_user_id_target_date_idx IS 'Lists a tenant''s targets by day';
COMMENT ON TABLE rollup_changes IS 'By how much each statement of a transaction moves the rollups; its rows are gone before the transaction ends';
COMMENT ON COLUMN rollup_changes.transaction IS 'The transaction that wrote it, as pg_current_xact_id() says';
COMMENT ON COLUMN rollup_changes.place IS 'Tells the rows of a transaction apart';
COMMENT ON COLUMN rollup_changes.is_collected IS 'Whether the transaction moves its rollups once, at its end';
COMMENT ON SEQUENCE rollup_changes_place_seq IS 'Gives the rows of rollup_changes their places';
COMMENT ON CONSTRAINT trigger_release_rollup_changes ON rollup_changes IS 'Moves the rollups when the transaction commits that wrote the row, if it has not released them';

-- object: zz_comments/1_shared_columns.sql sha256:290680599e3e2b34440451bce11f8f49bb74547cffe72abebbdb418ba9af226a
-- A name means the same wherever it stands; the files after this one say where it means something else.
DO $$
DECLARE
  described record;
BEGIN
  FOR described IN
    SELECT c.relname, shared.name, shared.meaning FROM (VALUES
    ('id', 'Key of the row, ordered by the moment it was made'),
    ('user_id', 'The tenant whose row it is'),
    ('agent_id', 'The agent it is about'),
    ('call_id', 'The call it is about'),
    ('call_date', 'Day of the call in the tenant''s zone; follows the call'),
    ('call_started_at', 'When the call began; follows the call'),
    ('is_counted', 'Whether its call is counted, because it is completed or failed; what rates divide comes from counted calls alone'),
    ('person_key', 'Whom the call was with: the number in E.164, else the address in lower case, else the call itself; follows the call'),
    ('lead_type', 'inbound or outbound; follows the call'),
    ('created_at', 'When the row was made'),
    ('updated_at', 'When the row was last changed; set by a trigger'),
    ('ip_address', 'Address that the request came from'),
    ('user_agent', 'Browser that the request came from'),
    ('date', 'Day in the tenant''s zone'),
    ('hour', 'Hour of the day in the tenant''s zone, 0 to 23'),
    ('date_period', 'First day of the period, in the tenant''s zone'),
    ('period_type', 'Length of the period: daily, weekly, monthly or, of trends, quarterly'),
    ('period_start', 'First day of the period'),
    ('period_end', 'Last day of the period'),
    ('total_calls', 'Completed and failed calls'),
    ('successful_calls', 'Completed calls'),
    ('failed_calls', 'Failed calls'),
    ('answered_calls', 'Calls whose outcome is completed or disconnected'),
    ('inbound_calls', 'Completed and failed calls that came in'),
    ('outbound_calls', 'Completed and failed calls that went out'),
    ('phone_calls', 'Completed and failed calls by phone'),
    ('internet_calls', 'Completed and failed calls over the internet'),
    ('unknown_calls', 'Completed and failed calls of unknown source'),
    ('total_duration_minutes', 'Started minutes of the calls'),
    ('total_duration_seconds', 'Exact length of the calls in seconds'),
    ('credits_used', 'Credits that the calls cost'),
    ('completed_outcomes', 'Calls that were answered and came to their end'),
    ('no_answer_outcomes', 'Calls that nobody answered'),
    ('busy_outcomes', 'Calls that met a busy line'),
    ('failed_outcomes', 'Calls whose outcome is failed'),
    ('voicemail_outcomes', 'Calls that reached a voicemail'),
    ('disconnected_outcomes', 'Calls that were answered and broke off'),
    ('qualified_cta_calls', 'Calls with at least one call to action whose lead is qualified'),
    ('leads_generated', 'Calls that brought a lead'),
    ('qualified_leads', 'Leads that are qualified'),
    ('hot_leads', 'Leads tagged hot'),
    ('warm_leads', 'Leads tagged warm'),
    ('cold_leads', 'Leads tagged cold'),
    ('cta_pricing_clicks', 'Calls in which prices were asked for'),
    ('pricing_clicks', 'Calls in which prices were asked for'),
    ('demo_requests', 'Calls in which a demo was asked for'),
    ('followup_requests', 'Calls in which a follow-up was asked for'),
    ('sample_requests', 'Calls in which a sample was asked for'),
    ('human_escalations', 'Calls in which a human was asked for'),
    ('agents_summary', 'Each agent''s figures of the 30 days and of all time, the best first, as a JSON array'),
    ('cta_demo_clicks', 'Calls in which a demo was asked for'),
    ('cta_followup_clicks', 'Calls in which a follow-up was asked for'),
    ('cta_sample_clicks', 'Calls in which a sample was asked for'),
    ('cta_human_escalations', 'Calls in which a person was asked for'),
    ('cta_calls', 'Calls with at least one call to action'),
    ('total_cta_interactions', 'Sum of the five counters of calls to action; set by a trigger'),
    ('cta_conversion_rate', 'Calls with a call to action of 100 calls; set by a trigger'),
    ('avg_duration_minutes', 'Started minutes for each call'),
    ('conversion_rate', 'Leads of 100 calls'),
    ('success_rate', 'Successes of 100'),
    ('answer_rate', 'Answered calls of 100'),
    ('connection_rate', 'Answered calls of 100'),
    ('email', 'Address of the user'),
    ('name', 'Name shown'),
    ('role', 'Role of the user'),
    ('is_active', 'Whether it is in use'),
    ('credits', 'Credits left'),
    ('agent_type', 'call or chat'),
    ('call_source', 'phone, internet or unknown'),
    ('last_call_at', 'When the newest call began'),
    ('last_call_date', 'Day of the newest call in the tenant''s zone'),
    ('expires_at', 'When it stops working'),
    ('last_used_at', 'When it was last used'),
    ('agent_count', 'Agents of the user'),
    ('active_agent_count', 'Agents of the user that are in use'),
    ('avg_duration_seconds', 'Seconds for each call'),
    ('total_call_duration', 'Length of the calls in seconds'),
    ('average_call_duration', 'Seconds for each call'),
    ('login_attempts', 'Attempts to sign in'),
    ('successful_logins', 'Attempts that worked'),
    ('failed_logins', 'Attempts that failed'),
    ('failed_logins_24h', 'Attempts of the past 24 hours that failed'),
    ('ip_addresses', 'How many addresses the attempts came from'),
    ('last_login_at', 'When the newest sign-in worked'),
    ('last_failed_login_at', 'When the newest sign-in failed'),
    ('today', 'The day of the refresh in the tenant''s zone'),
    ('agents_total', 'Agents of the user'),
    ('agents_active', 'Agents of the user that are in use'),
    ('best_agent_id', 'The agent with the highest conversion rate of those with at least 10 calls in 30 days'),
    ('best_agent_calls_30d', 'Calls of the best agent in 30 days'),
    ('best_agent_conversion_rate_30d', 'Leads of 100 calls of the best agent in 30 days'),
    ('refreshed_at', 'When the summary was made'),
    ('intent_score_sum', 'Sum of the intent scores of the leads'),
    ('intent_score_count', 'Leads that have the intent score'),
    ('avg_intent_score', 'Mean intent score of the leads that have one, 0 to 100'),
    ('urgency_score_sum', 'Sum of the urgency scores of the leads'),
    ('urgency_score_count', 'Leads that have the urgency score'),
    ('avg_urgency_score', 'Mean urgency score of the leads that have one, 0 to 100'),
    ('budget_score_sum', 'Sum of the budget scores of the leads'),
    ('budget_score_count', 'Leads that have the budget score'),
    ('avg_budget_score', 'Mean budget score of the leads that have one, 0 to 100'),
    ('fit_score_sum', 'Sum of the fit scores of the leads'),
    ('fit_score_count', 'Leads that have the fit score'),
    ('avg_fit_score', 'Mean fit score of the leads that have one, 0 to 100'),
    ('engagement_score_sum', 'Sum of the engagement scores of the leads'),
    ('engagement_score_count', 'Leads that have the engagement score'),
    ('avg_engagement_score', 'Mean engagement score of the leads that have one, 0 to 100'),
    ('total_score_sum', 'Sum of the total scores of the leads'),
    ('total_score_count', 'Leads that have the total score'),
    ('avg_total_score', 'Mean total score of the leads that have one, 0 to 100'),
    ('calls_30d', 'Completed and failed calls of the 30 days that end today'),
    ('calls_7d', 'Completed and failed calls of the 7 days that end today'),
    ('calls_lifetime', 'Completed and failed calls of all time'),
    ('lifetime_calls', 'Completed and failed calls of all time'),
    ('today_calls', 'Completed and failed calls of today in the tenant''s zone'),
    ('month_calls', 'Completed and failed calls of this month in the tenant''s zone'),
    ('successful_calls_30d', 'Completed calls of the 30 days that end today'),
    ('successful_calls_7d', 'Completed calls of the 7 days that end today'),
    ('successful_calls_lifetime', 'Completed calls of all time'),
    ('lifetime_successful_calls', 'Completed calls of all time'),
    ('today_successful_calls', 'Completed calls of today in the tenant''s zone'),
    ('month_successful_calls', 'Completed calls of this month in the tenant''s zone'),
    ('answered_calls_30d', 'Answered calls of the 30 days that end today'),
    ('duration_minutes_30d', 'Started minutes of calls of the 30 days that end today'),
    ('duration_minutes_lifetime', 'Started minutes of calls of all time'),
    ('lifetime_duration_minutes', 'Started minutes of calls of all time'),
    ('leads_30d', 'Leads of the 30 days that end today'),
    ('leads_7d', 'Leads of the 7 days that end today'),
    ('leads_lifetime', 'Leads of all time'),
    ('lifetime_leads', 'Leads of all time'),
    ('today_leads', 'Leads of today in the tenant''s zone'),
    ('month_leads', 'Leads of this month in the tenant''s zone'),
    ('qualified_leads_30d', 'Qualified leads of the 30 days that end today'),
    ('qualified_leads_7d', 'Qualified leads of the 7 days that end today'),
    ('qualified_leads_lifetime', 'Qualified leads of all time'),
    ('lifetime_qualified_leads', 'Qualified leads of all time'),
    ('cta_interactions_30d', 'Calls to action of the 30 days that end today'),
    ('cta_interactions_lifetime', 'Calls to action of all time'),
    ('credits_used_30d', 'Credits that calls cost of the 30 days that end today'),
    ('credits_used_7d', 'Credits that calls cost of the 7 days that end today'),
    ('credits_used_lifetime', 'Credits that calls cost of all time'),
    ('lifetime_credits_used', 'Credits that calls cost of all time'),
    ('today_credits_used', 'Credits that calls cost of today in the tenant''s zone'),
    ('month_credits_used', 'Credits that calls cost of this month in the tenant''s zone'),
    ('success_rate_30d', 'Completed calls of 100 of the 30 days that end today'),
    ('lifetime_success_rate', 'Completed calls of 100 of all time'),
    ('month_success_rate', 'Completed calls of 100 of this month in the tenant''s zone'),
    ('answer_rate_30d', 'Answered calls of 100 of the 30 days that end today'),
    ('conversion_rate_30d', 'Leads of 100 calls of the 30 days that end today'),
    ('conversion_rate_7d', 'Leads of 100 calls of the 7 days that end today'),
    ('conversion_rate_lifetime', 'Leads of 100 calls of all time'),
    ('lifetime_conversion_rate', 'Leads of 100 calls of all time'),
    ('month_conversion_rate', 'Leads of 100 calls of this month in the tenant''s zone'),
    ('calls_change_percentage', 'Calls against the period before, in percent of it; NULL when that was zero or unknown'),
    ('success_rate_change_percentage', 'Success rate against the period before, in percent of it; NULL when that was zero or unknown'),
    ('answer_rate_change_percentage', 'Answer rate against the period before, in percent of it; NULL when that was zero or unknown'),
    ('duration_change_percentage', 'Length of calls against the period before, in percent of it; NULL when that was zero or unknown'),
    ('leads_change_percentage', 'Leads against the period before, in percent of it; NULL when that was zero or unknown'),
    ('qualified_leads_change_percentage', 'Qualified leads against the period before, in percent of it; NULL when that was zero or unknown'),
    ('conversion_rate_change_percentage', 'Conversion rate against the period before, in percent of it; NULL when that was zero or unknown'),
    ('cta_change_percentage', 'Calls to action against the period before, in percent of it; NULL when that was zero or unknown'),
    ('score_change_percentage', 'Mean total score against the period before, in percent of it; NULL when that was zero or unknown'),
    ('credits_change_percentage', 'Credits used against the period before, in percent of it; NULL when that was zero or unknown')
    ) shared (name, meaning)
    JOIN pg_attribute a ON a.attname = shared.name AND a.attnum > 0
    JOIN pg_class c ON c.oid = a.attrelid AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm')
    WHERE c.relname NOT IN ('job_runs', 'job_schedule', 'job_processes', 'job_totals', 'audit_findings', 'kpi_refresh_state')
  LOOP
    EXECUTE format('COMMENT ON COLUMN public.%I.%I IS %L', described.relname, described.name, described.meaning);
  END LOOP;
END $$;

-- object: zz_comments/z_derived.sql sha256:c36bc5108f2c5e1da05866e5c78e3107c64535fb05106b43d4360bb294e53f89
-- Keys, closed sets, triggers, policies and stand-ins say what the catalogue knows about them. A function's sentence is also
-- that of its triggers, so this file comes after those of functions. A trigger, key or policy that is made anew needs this file
-- applied again.
DO $$
DECLARE
  sentence text;
BEGIN
  FOR sentence IN
    WITH keys AS (
      SELECT o.*, c.relname, (
        SELECT string_agg(a.attname, ', ' ORDER BY k.position) FROM unnest(o.conkey) WITH ORDINALITY k (attnum, position)
          JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.attnum) AS columns
      FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
      WHERE o.connamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations' AND o.contype IN ('p', 'u', 'f', 'c')
    ), meanings AS (
      SELECT relname, conname, CASE
        WHEN contype = 'p' THEN format('A row is identified by %s', columns)
        WHEN contype = 'u' THEN format('No two rows share %s', columns)
        WHEN contype = 'f' THEN format('%s is that of a row of %s%s', columns, (SELECT relname FROM pg_class WHERE oid = confrelid), CASE confdeltype
          WHEN 'c' THEN ', and the row goes with it' WHEN 'n' THEN ', and is emptied when that row goes'
          ELSE ', which stays as long as it is named' END)
        WHEN conname LIKE '%\_is\_known' THEN format('%s is one of: %s', columns, (
          SELECT string_agg(quoted[1], ', ') FROM regexp_matches(pg_get_constraintdef(oid), '''([^'']+)''', 'g') quoted))
        WHEN conname LIKE '%\_is\_e164' THEN format('%s is in E.164: a plus sign and 7 to 15 digits', columns)
        WHEN conname LIKE '%\_score\_is\_percent' THEN format('%s is 0 to 100', columns)
        END AS meaning FROM keys
    )
    SELECT format('COMMENT ON CONSTRAINT %I ON public.%I IS %L', conname, relname, meaning) FROM meanings WHERE meaning IS NOT NULL
    UNION ALL
    SELECT format('COMMENT ON INDEX public.%I IS %L', conname, format('Keeps the constraint %s of %s', conname, relname))
    FROM keys WHERE contype IN ('p', 'u')
    UNION ALL
    SELECT format('COMMENT ON TRIGGER %I ON public.%I IS %L', t.tgname, c.relname, format('%s %s: %s',
      CASE WHEN t.tgtype & 2 = 2 THEN 'Before' ELSE 'After' END,
      concat_ws(' or ', CASE WHEN t.tgtype & 4 = 4 THEN 'insert' END, CASE WHEN t.tgtype & 16 = 16 THEN 'update' END,
        CASE WHEN t.tgtype & 8 = 8 THEN 'delete' END, CASE WHEN t.tgtype & 32 = 32 THEN 'truncate' END),
      lower(left(d.description, 1)) || substr(d.description, 2)))
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_description d ON d.objoid = t.tgfoid AND d.classoid = 'pg_proc'::regclass
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgname <> 'cache_invalidation_system_config'
    UNION ALL
    SELECT format('COMMENT ON POLICY %I ON public.%I IS %L', p.polname, c.relname, CASE p.polname
      WHEN 'tenant_sees_own' THEN 'app_tenant sees and writes the rows of the tenant named in app.user_id'
      WHEN 'ingest_sees_all' THEN 'app_ingest works for every tenant; its grants say on what'
      WHEN 'auth_sees_all' THEN 'app_auth signs in every user; its grants say on what'
      WHEN 'job_sees_all' THEN 'app_job works for every tenant; its grants say on what'
      WHEN 'admin_sees_all' THEN 'app_admin administers every tenant; its grants say what it may do'
      WHEN 'ingest_reads_ledger' THEN 'app_ingest reads what conversations were charged already'
      WHEN 'ingest_charges_calls' THEN 'app_ingest enters the charge of a call or the refund of a correction, and nothing else'
      WHEN 'owner_sees_all' THEN 'The owner, on whose behalf triggers run, passes forced security' END)
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('COMMENT ON VIEW absent.%I IS %L', c.relname, format('Empty stand-in for the %s rows of a statement that has none',
      CASE WHEN c.relname LIKE '%\_old' THEN 'old' ELSE 'new' END))
    FROM pg_class c WHERE c.relnamespace = 'absent'::regnamespace AND c.relkind = 'v'
    UNION ALL
    SELECT format('COMMENT ON COLUMN absent.%I.%I IS %L', c.relname, a.attname, col_description(source.attrelid, source.attnum))
    FROM (VALUES ('calls', 'calls'), ('leads', 'lead_analytics'), ('outcomes', 'agent_call_outcomes'),
        ('transcripts', 'transcripts'), ('agent_days', 'agent_analytics'), ('changed', 'calls')) pair (stand_in, name)
      JOIN pg_class c ON c.relnamespace = 'absent'::regnamespace AND c.relname IN (stand_in || '_old', stand_in || '_new')
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      JOIN pg_attribute source ON source.attrelid = ('public.' || pair.name)::regclass AND source.attname = a.attname
  LOOP
    EXECUTE sentence;
  END LOOP;
END $$;
