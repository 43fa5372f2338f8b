-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- A tenant's day is the sum of its agents' days: every change of an agent's day moves it, in both tables, by new minus old.
CREATE OR REPLACE FUNCTION trg_user_daily_rollup() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  -- A statement that writes new rows over old ones fires for both, mostly with nothing in one of them.
  IF NOT EXISTS (SELECT FROM agent_days_new) AND NOT EXISTS (SELECT FROM agent_days_old) THEN
    RETURN NULL;
  END IF;
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM agent_days_new UNION SELECT user_id FROM agent_days_old));
  WITH moved AS MATERIALIZED (
    SELECT * FROM (
      SELECT user_id, date,
        sum(sign * total_calls) AS total_calls,
        sum(sign * successful_calls) AS successful_calls,
        sum(sign * failed_calls) AS failed_calls,
        sum(sign * inbound_calls) AS inbound_calls,
        sum(sign * outbound_calls) AS outbound_calls,
        sum(sign * phone_calls) AS phone_calls,
        sum(sign * internet_calls) AS internet_calls,
        sum(sign * total_duration_minutes) AS total_duration_minutes,
        sum(sign * total_duration_seconds) AS total_duration_seconds,
        sum(sign * long_calls) AS long_calls,
        sum(sign * credits_used) AS credits_used,
        sum(sign * answered_calls) AS answered_calls,
        sum(sign * leads_generated) AS leads_generated,
        sum(sign * qualified_leads) AS qualified_leads,
        sum(sign * hot_leads) AS hot_leads,
        sum(sign * warm_leads) AS warm_leads,
        sum(sign * cold_leads) AS cold_leads,
        sum(sign * cta_pricing_clicks) AS cta_pricing_clicks,
        sum(sign * cta_demo_clicks) AS cta_demo_clicks,
        sum(sign * cta_followup_clicks) AS cta_followup_clicks,
        sum(sign * cta_sample_clicks) AS cta_sample_clicks,
        sum(sign * cta_human_escalations) AS cta_human_escalations,
        sum(sign * cta_calls) AS cta_calls,
        sum(sign * intent_score_sum) AS intent_score_sum,
        sum(sign * intent_score_count) AS intent_score_count,
        sum(sign * urgency_score_sum) AS urgency_score_sum,
        sum(sign * urgency_score_count) AS urgency_score_count,
        sum(sign * budget_score_sum) AS budget_score_sum,
        sum(sign * budget_score_count) AS budget_score_count,
        sum(sign * fit_score_sum) AS fit_score_sum,
        sum(sign * fit_score_count) AS fit_score_count,
        sum(sign * engagement_score_sum) AS engagement_score_sum,
        sum(sign * engagement_score_count) AS engagement_score_count,
        sum(sign * total_score_sum) AS total_score_sum,
        sum(sign * total_score_count) AS total_score_count
      FROM (
        SELECT 1 AS sign, * FROM agent_days_new WHERE hour IS NULL
        UNION ALL
        SELECT -1, * FROM agent_days_old WHERE hour IS NULL
      ) image
      GROUP BY user_id, date
    ) summed
    WHERE (total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY user_id, date
  ), moved_daily AS (
    INSERT INTO user_daily_analytics AS t (user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count)
    SELECT * FROM moved
    ON CONFLICT (user_id, date) DO UPDATE SET
      total_calls = t.total_calls + excluded.total_calls,
      successful_calls = t.successful_calls + excluded.successful_calls,
      failed_calls = t.failed_calls + excluded.failed_calls,
      inbound_calls = t.inbound_calls + excluded.inbound_calls,
      outbound_calls = t.outbound_calls + excluded.outbound_calls,
      phone_calls = t.phone_calls + excluded.phone_calls,
      internet_calls = t.internet_calls + excluded.internet_calls,
      total_duration_minutes = t.total_duration_minutes + excluded.total_duration_minutes,
      total_duration_seconds = t.total_duration_seconds + excluded.total_duration_seconds,
      long_calls = t.long_calls + excluded.long_calls,
      credits_used = t.credits_used + excluded.credits_used,
      answered_calls = t.answered_calls + excluded.answered_calls,
      leads_generated = t.leads_generated + excluded.leads_generated,
      qualified_leads = t.qualified_leads + excluded.qualified_leads,
      hot_leads = t.hot_leads + excluded.hot_leads,
      warm_leads = t.warm_leads + excluded.warm_leads,
      cold_leads = t.cold_leads + excluded.cold_leads,
      cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
      cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
      cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
      cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
      cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
      cta_calls = t.cta_calls + excluded.cta_calls,
      intent_score_sum = t.intent_score_sum + excluded.intent_score_sum,
      intent_score_count = t.intent_score_count + excluded.intent_score_count,
      urgency_score_sum = t.urgency_score_sum + excluded.urgency_score_sum,
      urgency_score_count = t.urgency_score_count + excluded.urgency_score_count,
      budget_score_sum = t.budget_score_sum + excluded.budget_score_sum,
      budget_score_count = t.budget_score_count + excluded.budget_score_count,
      fit_score_sum = t.fit_score_sum + excluded.fit_score_sum,
      fit_score_count = t.fit_score_count + excluded.fit_score_count,
      engagement_score_sum = t.engagement_score_sum + excluded.engagement_score_sum,
      engagement_score_count = t.engagement_score_count + excluded.engagement_score_count,
      total_score_sum = t.total_score_sum + excluded.total_score_sum,
      total_score_count = t.total_score_count + excluded.total_score_count
  )
  INSERT INTO user_analytics AS t (user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
    total_score_sum, total_score_count)
  SELECT * FROM moved
  ON CONFLICT (user_id, date, hour) DO UPDATE SET
    total_calls = t.total_calls + excluded.total_calls,
    successful_calls = t.successful_calls + excluded.successful_calls,
    failed_calls = t.failed_calls + excluded.failed_calls,
    inbound_calls = t.inbound_calls + excluded.inbound_calls,
    outbound_calls = t.outbound_calls + excluded.outbound_calls,
    phone_calls = t.phone_calls + excluded.phone_calls,
    internet_calls = t.internet_calls + excluded.internet_calls,
    total_duration_minutes = t.total_duration_minutes + excluded.total_duration_minutes,
    total_duration_seconds = t.total_duration_seconds + excluded.total_duration_seconds,
    long_calls = t.long_calls + excluded.long_calls,
    credits_used = t.credits_used + excluded.credits_used,
    answered_calls = t.answered_calls + excluded.answered_calls,
    leads_generated = t.leads_generated + excluded.leads_generated,
    qualified_leads = t.qualified_leads + excluded.qualified_leads,
    hot_leads = t.hot_leads + excluded.hot_leads,
    warm_leads = t.warm_leads + excluded.warm_leads,
    cold_leads = t.cold_leads + excluded.cold_leads,
    cta_pricing_clicks = t.cta_pricing_clicks + excluded.cta_pricing_clicks,
    cta_demo_clicks = t.cta_demo_clicks + excluded.cta_demo_clicks,
    cta_followup_clicks = t.cta_followup_clicks + excluded.cta_followup_clicks,
    cta_sample_clicks = t.cta_sample_clicks + excluded.cta_sample_clicks,
    cta_human_escalations = t.cta_human_escalations + excluded.cta_human_escalations,
    cta_calls = t.cta_calls + excluded.cta_calls,
    intent_score_sum = t.intent_score_sum + excluded.intent_score_sum,
    intent_score_count = t.intent_score_count + excluded.intent_score_count,
    urgency_score_sum = t.urgency_score_sum + excluded.urgency_score_sum,
    urgency_score_count = t.urgency_score_count + excluded.urgency_score_count,
    budget_score_sum = t.budget_score_sum + excluded.budget_score_sum,
    budget_score_count = t.budget_score_count + excluded.budget_score_count,
    fit_score_sum = t.fit_score_sum + excluded.fit_score_sum,
    fit_score_count = t.fit_score_count + excluded.fit_score_count,
    engagement_score_sum = t.engagement_score_sum + excluded.engagement_score_sum,
    engagement_score_count = t.engagement_score_count + excluded.engagement_score_count,
    total_score_sum = t.total_score_sum + excluded.total_score_sum,
    total_score_count = t.total_score_count + excluded.total_score_count;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_user_daily_rollup() IS 'A tenant''s day is the sum of its agents'' days, moved by new minus old';

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_from_agent_analytics_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_user_daily_rollup();

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_from_agent_analytics_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_user_daily_rollup();

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_from_agent_analytics_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_user_daily_rollup();
