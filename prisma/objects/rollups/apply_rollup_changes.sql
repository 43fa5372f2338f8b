-- Generated from lib/metrics/registry.ts by `npm run db:rollups -- write`.
-- Rollups move by what the triggers of calls, leads and outcomes have written down: after each statement, or once for a transaction that
-- collects it. Groups are taken in key order, under the lock of the tenants' rollups, so that two transactions cannot wait for each
-- other in a circle. A rollup that cannot be moved is written down, and leaves the others and the business rows as they are.
CREATE OR REPLACE FUNCTION collects_rollup_changes() RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(current_setting('app.rollups', true) = 'collected', false) $$;
COMMENT ON FUNCTION collects_rollup_changes() IS 'Whether this transaction moves its rollups once, at its end';

CREATE OR REPLACE FUNCTION apply_rollup_changes(source text, operation text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
  mine CONSTANT bigint := pg_current_xact_id()::text::bigint;
  tenants CONSTANT uuid[] := ARRAY(SELECT DISTINCT user_id FROM rollup_changes WHERE transaction = mine);
BEGIN
  IF tenants = '{}' THEN
    RETURN;
  END IF;
  PERFORM hold_rollups(tenants);
  BEGIN
    INSERT INTO agent_analytics AS t (user_id, agent_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count)
    SELECT * FROM (
      SELECT user_id, agent_id, date,
        coalesce(sum(total_calls), 0) AS total_calls,
        coalesce(sum(successful_calls), 0) AS successful_calls,
        coalesce(sum(failed_calls), 0) AS failed_calls,
        coalesce(sum(inbound_calls), 0) AS inbound_calls,
        coalesce(sum(outbound_calls), 0) AS outbound_calls,
        coalesce(sum(phone_calls), 0) AS phone_calls,
        coalesce(sum(internet_calls), 0) AS internet_calls,
        coalesce(sum(total_duration_minutes), 0) AS total_duration_minutes,
        coalesce(sum(total_duration_seconds), 0) AS total_duration_seconds,
        coalesce(sum(long_calls), 0) AS long_calls,
        coalesce(sum(credits_used), 0) AS credits_used,
        coalesce(sum(answered_calls), 0) AS answered_calls,
        coalesce(sum(leads_generated), 0) AS leads_generated,
        coalesce(sum(qualified_leads), 0) AS qualified_leads,
        coalesce(sum(hot_leads), 0) AS hot_leads,
        coalesce(sum(warm_leads), 0) AS warm_leads,
        coalesce(sum(cold_leads), 0) AS cold_leads,
        coalesce(sum(cta_pricing_clicks), 0) AS cta_pricing_clicks,
        coalesce(sum(cta_demo_clicks), 0) AS cta_demo_clicks,
        coalesce(sum(cta_followup_clicks), 0) AS cta_followup_clicks,
        coalesce(sum(cta_sample_clicks), 0) AS cta_sample_clicks,
        coalesce(sum(cta_human_escalations), 0) AS cta_human_escalations,
        coalesce(sum(cta_calls), 0) AS cta_calls,
        coalesce(sum(intent_score_sum), 0) AS intent_score_sum,
        coalesce(sum(intent_score_count), 0) AS intent_score_count,
        coalesce(sum(urgency_score_sum), 0) AS urgency_score_sum,
        coalesce(sum(urgency_score_count), 0) AS urgency_score_count,
        coalesce(sum(budget_score_sum), 0) AS budget_score_sum,
        coalesce(sum(budget_score_count), 0) AS budget_score_count,
        coalesce(sum(fit_score_sum), 0) AS fit_score_sum,
        coalesce(sum(fit_score_count), 0) AS fit_score_count,
        coalesce(sum(engagement_score_sum), 0) AS engagement_score_sum,
        coalesce(sum(engagement_score_count), 0) AS engagement_score_count,
        coalesce(sum(total_score_sum), 0) AS total_score_sum,
        coalesce(sum(total_score_count), 0) AS total_score_count
      FROM rollup_changes
      WHERE transaction = mine
      GROUP BY 1, 2, 3
    ) moved
    WHERE (total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY 1, 2, 3
    ON CONFLICT (user_id, agent_id, date) DO UPDATE SET
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
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error(source, operation, SQLSTATE, SQLERRM, context);
  END;
  BEGIN
    INSERT INTO user_analytics AS t (user_id, date, hour,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count)
    SELECT * FROM (
      SELECT user_id, date, hour,
        coalesce(sum(total_calls), 0) AS total_calls,
        coalesce(sum(successful_calls), 0) AS successful_calls,
        coalesce(sum(failed_calls), 0) AS failed_calls,
        coalesce(sum(inbound_calls), 0) AS inbound_calls,
        coalesce(sum(outbound_calls), 0) AS outbound_calls,
        coalesce(sum(phone_calls), 0) AS phone_calls,
        coalesce(sum(internet_calls), 0) AS internet_calls,
        coalesce(sum(total_duration_minutes), 0) AS total_duration_minutes,
        coalesce(sum(total_duration_seconds), 0) AS total_duration_seconds,
        coalesce(sum(long_calls), 0) AS long_calls,
        coalesce(sum(credits_used), 0) AS credits_used,
        coalesce(sum(answered_calls), 0) AS answered_calls,
        coalesce(sum(leads_generated), 0) AS leads_generated,
        coalesce(sum(qualified_leads), 0) AS qualified_leads,
        coalesce(sum(hot_leads), 0) AS hot_leads,
        coalesce(sum(warm_leads), 0) AS warm_leads,
        coalesce(sum(cold_leads), 0) AS cold_leads,
        coalesce(sum(cta_pricing_clicks), 0) AS cta_pricing_clicks,
        coalesce(sum(cta_demo_clicks), 0) AS cta_demo_clicks,
        coalesce(sum(cta_followup_clicks), 0) AS cta_followup_clicks,
        coalesce(sum(cta_sample_clicks), 0) AS cta_sample_clicks,
        coalesce(sum(cta_human_escalations), 0) AS cta_human_escalations,
        coalesce(sum(cta_calls), 0) AS cta_calls,
        coalesce(sum(intent_score_sum), 0) AS intent_score_sum,
        coalesce(sum(intent_score_count), 0) AS intent_score_count,
        coalesce(sum(urgency_score_sum), 0) AS urgency_score_sum,
        coalesce(sum(urgency_score_count), 0) AS urgency_score_count,
        coalesce(sum(budget_score_sum), 0) AS budget_score_sum,
        coalesce(sum(budget_score_count), 0) AS budget_score_count,
        coalesce(sum(fit_score_sum), 0) AS fit_score_sum,
        coalesce(sum(fit_score_count), 0) AS fit_score_count,
        coalesce(sum(engagement_score_sum), 0) AS engagement_score_sum,
        coalesce(sum(engagement_score_count), 0) AS engagement_score_count,
        coalesce(sum(total_score_sum), 0) AS total_score_sum,
        coalesce(sum(total_score_count), 0) AS total_score_count
      FROM rollup_changes
      WHERE transaction = mine
      GROUP BY 1, 2, 3
    ) moved
    WHERE (total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, long_calls, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY 1, 2, 3
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
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error(source, operation, SQLSTATE, SQLERRM, context);
  END;
  BEGIN
    INSERT INTO call_analytics_cache AS t (user_id, date_period, period_type,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls, total_call_duration,
      long_calls, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads,
      pricing_clicks, demo_requests, followup_requests, sample_requests, human_escalations)
    SELECT * FROM (
      SELECT user_id, p.first_day AS date_period, p.type AS period_type,
        coalesce(sum(total_calls), 0) AS total_calls,
        coalesce(sum(successful_calls), 0) AS successful_calls,
        coalesce(sum(failed_calls), 0) AS failed_calls,
        coalesce(sum(inbound_calls), 0) AS inbound_calls,
        coalesce(sum(outbound_calls), 0) AS outbound_calls,
        coalesce(sum(phone_calls), 0) AS phone_calls,
        coalesce(sum(internet_calls), 0) AS internet_calls,
        coalesce(sum(total_duration_seconds), 0) AS total_call_duration,
        coalesce(sum(long_calls), 0) AS long_calls,
        coalesce(sum(credits_used), 0) AS credits_used,
        coalesce(sum(answered_calls), 0) AS answered_calls,
        coalesce(sum(leads_generated), 0) AS leads_generated,
        coalesce(sum(qualified_leads), 0) AS qualified_leads,
        coalesce(sum(hot_leads), 0) AS hot_leads,
        coalesce(sum(warm_leads), 0) AS warm_leads,
        coalesce(sum(cold_leads), 0) AS cold_leads,
        coalesce(sum(cta_pricing_clicks), 0) AS pricing_clicks,
        coalesce(sum(cta_demo_clicks), 0) AS demo_requests,
        coalesce(sum(cta_followup_clicks), 0) AS followup_requests,
        coalesce(sum(cta_sample_clicks), 0) AS sample_requests,
        coalesce(sum(cta_human_escalations), 0) AS human_escalations
      FROM rollup_changes CROSS JOIN LATERAL (VALUES
        ('daily', date), ('weekly', period_first_day('weekly', date)), ('monthly', period_first_day('monthly', date))) p (type, first_day)
      WHERE transaction = mine
      GROUP BY 1, 2, 3
    ) moved
    WHERE (total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls, total_call_duration,
      long_calls, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads,
      pricing_clicks, demo_requests, followup_requests, sample_requests, human_escalations)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY 1, 2, 3
    ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET
      total_calls = t.total_calls + excluded.total_calls,
      successful_calls = t.successful_calls + excluded.successful_calls,
      failed_calls = t.failed_calls + excluded.failed_calls,
      inbound_calls = t.inbound_calls + excluded.inbound_calls,
      outbound_calls = t.outbound_calls + excluded.outbound_calls,
      phone_calls = t.phone_calls + excluded.phone_calls,
      internet_calls = t.internet_calls + excluded.internet_calls,
      total_call_duration = t.total_call_duration + excluded.total_call_duration,
      long_calls = t.long_calls + excluded.long_calls,
      credits_used = t.credits_used + excluded.credits_used,
      answered_calls = t.answered_calls + excluded.answered_calls,
      leads_generated = t.leads_generated + excluded.leads_generated,
      qualified_leads = t.qualified_leads + excluded.qualified_leads,
      hot_leads = t.hot_leads + excluded.hot_leads,
      warm_leads = t.warm_leads + excluded.warm_leads,
      cold_leads = t.cold_leads + excluded.cold_leads,
      pricing_clicks = t.pricing_clicks + excluded.pricing_clicks,
      demo_requests = t.demo_requests + excluded.demo_requests,
      followup_requests = t.followup_requests + excluded.followup_requests,
      sample_requests = t.sample_requests + excluded.sample_requests,
      human_escalations = t.human_escalations + excluded.human_escalations;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error(source, operation, SQLSTATE, SQLERRM, context);
  END;
  BEGIN
    INSERT INTO call_segment_analytics AS t (user_id, date, agent_id, call_source, lead_type,
      total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, long_calls, credits_used,
      completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes,
      leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
      cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls)
    SELECT * FROM (
      SELECT user_id, date, agent_id, call_source, lead_type,
        coalesce(sum(total_calls), 0) AS total_calls,
        coalesce(sum(successful_calls), 0) AS successful_calls,
        coalesce(sum(failed_calls), 0) AS failed_calls,
        coalesce(sum(total_duration_minutes), 0) AS total_duration_minutes,
        coalesce(sum(total_duration_seconds), 0) AS total_duration_seconds,
        coalesce(sum(long_calls), 0) AS long_calls,
        coalesce(sum(credits_used), 0) AS credits_used,
        coalesce(sum(completed_outcomes), 0) AS completed_outcomes,
        coalesce(sum(no_answer_outcomes), 0) AS no_answer_outcomes,
        coalesce(sum(busy_outcomes), 0) AS busy_outcomes,
        coalesce(sum(failed_outcomes), 0) AS failed_outcomes,
        coalesce(sum(voicemail_outcomes), 0) AS voicemail_outcomes,
        coalesce(sum(disconnected_outcomes), 0) AS disconnected_outcomes,
        coalesce(sum(leads_generated), 0) AS leads_generated,
        coalesce(sum(qualified_leads), 0) AS qualified_leads,
        coalesce(sum(hot_leads), 0) AS hot_leads,
        coalesce(sum(warm_leads), 0) AS warm_leads,
        coalesce(sum(cold_leads), 0) AS cold_leads,
        coalesce(sum(cta_pricing_clicks), 0) AS cta_pricing_clicks,
        coalesce(sum(cta_demo_clicks), 0) AS cta_demo_clicks,
        coalesce(sum(cta_followup_clicks), 0) AS cta_followup_clicks,
        coalesce(sum(cta_sample_clicks), 0) AS cta_sample_clicks,
        coalesce(sum(cta_human_escalations), 0) AS cta_human_escalations,
        coalesce(sum(cta_calls), 0) AS cta_calls,
        coalesce(sum(qualified_cta_calls), 0) AS qualified_cta_calls
      FROM rollup_changes
      WHERE transaction = mine
      GROUP BY 1, 2, 3, 4, 5
    ) moved
    WHERE (total_calls, successful_calls, failed_calls, total_duration_minutes, total_duration_seconds, long_calls, credits_used,
      completed_outcomes, no_answer_outcomes, busy_outcomes, failed_outcomes, voicemail_outcomes, disconnected_outcomes,
      leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
      cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, qualified_cta_calls)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (user_id, date, agent_id, call_source, lead_type) DO UPDATE SET
      total_calls = t.total_calls + excluded.total_calls,
      successful_calls = t.successful_calls + excluded.successful_calls,
      failed_calls = t.failed_calls + excluded.failed_calls,
      total_duration_minutes = t.total_duration_minutes + excluded.total_duration_minutes,
      total_duration_seconds = t.total_duration_seconds + excluded.total_duration_seconds,
      long_calls = t.long_calls + excluded.long_calls,
      credits_used = t.credits_used + excluded.credits_used,
      completed_outcomes = t.completed_outcomes + excluded.completed_outcomes,
      no_answer_outcomes = t.no_answer_outcomes + excluded.no_answer_outcomes,
      busy_outcomes = t.busy_outcomes + excluded.busy_outcomes,
      failed_outcomes = t.failed_outcomes + excluded.failed_outcomes,
      voicemail_outcomes = t.voicemail_outcomes + excluded.voicemail_outcomes,
      disconnected_outcomes = t.disconnected_outcomes + excluded.disconnected_outcomes,
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
      qualified_cta_calls = t.qualified_cta_calls + excluded.qualified_cta_calls;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error(source, operation, SQLSTATE, SQLERRM, context);
  END;
  DELETE FROM rollup_changes WHERE transaction = mine;
END $$;
COMMENT ON FUNCTION apply_rollup_changes(text, text) IS
  'Moves every rollup by what this transaction has written down; the arguments say what is at fault where one cannot be moved';

-- A batch writes calls, leads and outcomes one after another, and each row of a rollup once.
CREATE OR REPLACE FUNCTION collect_rollup_changes() RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$ SELECT set_config('app.rollups', 'collected', true) $$;
COMMENT ON FUNCTION collect_rollup_changes() IS 'Until release_rollup_changes, or the end of the transaction, rollups stay as they are';

CREATE OR REPLACE FUNCTION release_rollup_changes() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM set_config('app.rollups', '', true);
  PERFORM apply_rollup_changes('rollup_changes', 'INSERT');
END $$;
COMMENT ON FUNCTION release_rollup_changes() IS 'Moves the rollups by all that was collected since collect_rollup_changes';

-- Whoever collects and never releases has its rollups moved when it commits.
CREATE OR REPLACE FUNCTION trg_release_rollup_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM apply_rollup_changes(TG_TABLE_NAME, TG_OP);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_release_rollup_changes() IS 'What a transaction collected and did not release moves the rollups when it commits';

DROP TRIGGER IF EXISTS trigger_release_rollup_changes ON rollup_changes;
CREATE CONSTRAINT TRIGGER trigger_release_rollup_changes
  AFTER INSERT ON rollup_changes DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.is_collected) EXECUTE FUNCTION trg_release_rollup_changes();
COMMENT ON CONSTRAINT trigger_release_rollup_changes ON rollup_changes IS
  'Moves the rollups when the transaction commits that wrote the row, if it has not released them';
