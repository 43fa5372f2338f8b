-- object: core/call_date.sql sha256:632e6a85d3e1fa6d2267ceb90aff0db226b991ead4beb960f267d94563df8a0e
-- A call belongs to the day on which it started in its tenant's zone; nobody else sets that day.
-- Calls are written under a shared lock of their tenant's zone, so that none keeps a day of a zone that is being left.
CREATE OR REPLACE FUNCTION trg_calls_set_call_date() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('time zone'), hashtext(NEW.user_id::text));
  SELECT (NEW.started_at AT TIME ZONE u.timezone)::date INTO NEW.call_date FROM users u WHERE u.id = NEW.user_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_calls_set_call_date
  BEFORE INSERT OR UPDATE OF started_at, call_date, user_id ON calls
  FOR EACH ROW EXECUTE FUNCTION trg_calls_set_call_date();

-- object: core/hold_rollups.sql sha256:f8ae0f77e716dd23d0aa078e2d1e82d55a5eda58c5573a926273b8b98534b441
-- Whoever moves a tenant's rollups holds them until its transaction ends. Writers of one tenant would meet at the row of its
-- month anyway; held by one lock, taken before any of the rows, they cannot wait for each other in a circle.
CREATE OR REPLACE FUNCTION hold_rollups(tenants uuid[]) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('rollups'), held.key)
  FROM (SELECT DISTINCT hashtext(tenant::text) AS key FROM unnest(tenants) tenant ORDER BY 1) held;
END $$;

-- Rebuilding reads after the lock: a write whose trigger had the lock before is committed and seen; one whose trigger comes
-- after is not seen, waits, and adds its difference to the rebuilt rows. A snapshot from before the lock would break that.
CREATE OR REPLACE FUNCTION hold_rollups_to_rebuild(tenant uuid) RETURNS void
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Rollups are rebuilt in a READ COMMITTED transaction.' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  PERFORM hold_rollups(ARRAY[tenant]);
END $$;

-- object: rollups/rebuild_user_analytics.sql sha256:3fdeac9c6f13daef140037331c61e9ba457002c9555dc7977d57cf7225f4f359
-- Counts a tenant's days and hours anew from its calls, and says how many rows that changed. Its agents' days come first:
-- repaired later, they would move these by differences that are counted already.
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
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
      engagement_score_count, total_score_sum, total_score_count
    FROM call_contributions c CROSS JOIN LATERAL (VALUES (c.hour), (NULL)) h (hour)
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, hour, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM user_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO user_analytics AS t (
    user_id, date, hour,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
    engagement_score_count, total_score_sum, total_score_count
  )
  SELECT user_id, date, hour,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls),
    sum(phone_calls), sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds),
    sum(credits_used), sum(answered_calls), sum(leads_generated), sum(qualified_leads), sum(hot_leads),
    sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks),
    sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls), sum(intent_score_sum),
    sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count), sum(budget_score_sum),
    sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum),
    sum(engagement_score_count), sum(total_score_sum), sum(total_score_count)
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
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls,
    t.internet_calls, t.total_duration_minutes, t.total_duration_seconds, t.credits_used, t.answered_calls,
    t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks,
    t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls,
    t.intent_score_sum, t.intent_score_count, t.urgency_score_sum, t.urgency_score_count, t.budget_score_sum,
    t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum, t.engagement_score_count,
    t.total_score_sum, t.total_score_count)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls,
    excluded.outbound_calls, excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes,
    excluded.total_duration_seconds, excluded.credits_used, excluded.answered_calls, excluded.leads_generated,
    excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads, excluded.cold_leads,
    excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks, excluded.cta_sample_clicks,
    excluded.cta_human_escalations, excluded.cta_calls, excluded.intent_score_sum, excluded.intent_score_count,
    excluded.urgency_score_sum, excluded.urgency_score_count, excluded.budget_score_sum, excluded.budget_score_count,
    excluded.fit_score_sum, excluded.fit_score_count, excluded.engagement_score_sum, excluded.engagement_score_count,
    excluded.total_score_sum, excluded.total_score_count);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;

-- object: core/move_days_with_zone.sql sha256:ab5d831251a3ad49db655f99d1b32fec8d0fe2e0a3cb49981989a05ff8c79771
-- A tenant's days follow its zone: calls that began on another day in the new one move there, and with them, by foreign key
-- and trigger, their leads, outcomes and rollups. All hours are counted anew.
-- The zone changes after every call that is being written with the old one.
-- depends on: rollups/rebuild_user_analytics.sql
CREATE OR REPLACE FUNCTION trg_users_move_days() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM hold_rollups_to_rebuild(NEW.id);
  UPDATE calls SET call_date = (started_at AT TIME ZONE NEW.timezone)::date
  WHERE user_id = NEW.id AND call_date <> (started_at AT TIME ZONE NEW.timezone)::date;
  PERFORM rebuild_user_analytics(NEW.id, '-infinity', 'infinity');
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_users_move_days
  AFTER UPDATE OF timezone ON users
  FOR EACH ROW WHEN (NEW.timezone IS DISTINCT FROM OLD.timezone)
  EXECUTE FUNCTION trg_users_move_days();

CREATE OR REPLACE FUNCTION trg_users_hold_zone() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('time zone'), hashtext(NEW.id::text));
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_users_hold_zone
  BEFORE UPDATE OF timezone ON users
  FOR EACH ROW WHEN (NEW.timezone IS DISTINCT FROM OLD.timezone)
  EXECUTE FUNCTION trg_users_hold_zone();

-- object: core/periods.sql sha256:2102b547232a622aa8aa2ddfc8ba629a764638761daf5fa12509e7c17630c6bc
-- Periods are days, weeks from Monday, months and quarters; each is named by its first day.
CREATE OR REPLACE FUNCTION period_first_day(period_type text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT date_trunc(
    CASE period_type WHEN 'weekly' THEN 'week' WHEN 'monthly' THEN 'month' WHEN 'quarterly' THEN 'quarter' ELSE 'day' END,
    day::timestamp)::date
$$;

CREATE OR REPLACE FUNCTION period_last_day(period_type text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE period_type
    WHEN 'weekly' THEN date_trunc('week', day::timestamp)::date + 6
    WHEN 'monthly' THEN (date_trunc('month', day::timestamp) + interval '1 month')::date - 1
    WHEN 'quarterly' THEN (date_trunc('quarter', day::timestamp) + interval '3 months')::date - 1
    ELSE day END
$$;

-- object: live/drop_dashboard_cache.sql sha256:351d86263cc8d91a33c3ea7463b6c3f8b3c5654d34fc2add1ec88c7a6b17d497
-- What was computed from a tenant's figures and shared in dashboard_cache is dropped when they change.
CREATE OR REPLACE FUNCTION trg_drop_dashboard_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  DELETE FROM dashboard_cache WHERE user_id IN (SELECT user_id FROM agent_days_new UNION SELECT user_id FROM agent_days_old);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_dashboard_cache_on_agent_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_drop_dashboard_cache();

CREATE OR REPLACE TRIGGER trigger_update_dashboard_cache_on_agent_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_drop_dashboard_cache();

-- object: live/mark_kpi_stale.sql sha256:ede5238849ab084a09c7daaea1547e253358741688bc3cf99c0b2d7d8ebe8fd7
-- A change of what the KPI view shows marks it stale. A sequence moves without a lock, so no writer waits for another; the view
-- itself is refreshed by a job, never in a writer's transaction.
CREATE OR REPLACE FUNCTION trg_mark_kpi_stale() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM nextval('kpi_staleness_seq');
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_calls_change_insert
  AFTER INSERT ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_calls_change_update
  AFTER UPDATE ON calls
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_lead_analytics_change_insert
  AFTER INSERT ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_lead_analytics_change_update
  AFTER UPDATE ON lead_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agent_analytics_change_insert
  AFTER INSERT ON agent_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agent_analytics_change_update
  AFTER UPDATE ON agent_analytics
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agents_change_insert
  AFTER INSERT ON agents
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

CREATE OR REPLACE TRIGGER trigger_refresh_kpi_on_agents_change_update
  AFTER UPDATE ON agents
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_kpi_stale();

-- object: rollups/agent_analytics_from_calls.sql sha256:6f93b8bfdcdeb8b414affa58ec1fbec5bee5e28523f8f9b62ae79252430086ea
-- An agent's day counts its completed and failed calls: every change of a call moves the day by new minus old.
-- Groups are taken in key order, so that two transactions cannot wait for each other in a circle.
CREATE OR REPLACE FUNCTION trg_calls_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM calls_new UNION SELECT user_id FROM calls_old));
  WITH gained AS (
    SELECT agent_id, user_id, call_date, status, lead_type, call_source,
      duration_minutes, duration_seconds, credits_used
    FROM calls_new WHERE status IN ('completed', 'failed')
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, status, lead_type, call_source,
      duration_minutes, duration_seconds, credits_used
    FROM calls_old WHERE status IN ('completed', 'failed')
  ), lost AS (
    SELECT agent_id, user_id, call_date, status, lead_type, call_source,
      duration_minutes, duration_seconds, credits_used
    FROM calls_old WHERE status IN ('completed', 'failed')
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, status, lead_type, call_source,
      duration_minutes, duration_seconds, credits_used
    FROM calls_new WHERE status IN ('completed', 'failed')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used
  )
  SELECT agent_id, user_id, call_date,
    sum(sign),
    sum(sign * (status = 'completed')::integer),
    sum(sign * (status = 'failed')::integer),
    sum(sign * (lead_type = 'inbound')::integer),
    sum(sign * (lead_type = 'outbound')::integer),
    sum(sign * (call_source = 'phone')::integer),
    sum(sign * (call_source = 'internet')::integer),
    sum(sign * duration_minutes),
    sum(sign * duration_seconds),
    sum(sign * credits_used)
  FROM image
  GROUP BY agent_id, user_id, call_date
  ORDER BY user_id, agent_id, call_date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
    total_calls = t.total_calls + excluded.total_calls,
    successful_calls = t.successful_calls + excluded.successful_calls,
    failed_calls = t.failed_calls + excluded.failed_calls,
    inbound_calls = t.inbound_calls + excluded.inbound_calls,
    outbound_calls = t.outbound_calls + excluded.outbound_calls,
    phone_calls = t.phone_calls + excluded.phone_calls,
    internet_calls = t.internet_calls + excluded.internet_calls,
    total_duration_minutes = t.total_duration_minutes + excluded.total_duration_minutes,
    total_duration_seconds = t.total_duration_seconds + excluded.total_duration_seconds,
    credits_used = t.credits_used + excluded.credits_used;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_call_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_call_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_call_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_daily_analytics();

-- object: rollups/agent_analytics_from_leads.sql sha256:0fe54b5eb784ef5b51af1febda67eb2ca7db7dc17e00b63dee6bc6a041282e46
-- An agent's day counts its leads, their temperature and their calls to action, by new minus old. A lead carries its call's
-- agent and day by foreign key, so nothing is looked up in a call that may be gone or moving.
CREATE OR REPLACE FUNCTION trg_leads_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_new
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_old
  ), lost AS (
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_old
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, is_qualified, lead_status_tag,
      cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human
    FROM leads_new
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
    cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls
  )
  SELECT agent_id, user_id, call_date,
    sum(sign),
    sum(sign * (is_qualified)::integer),
    sum(sign * (lead_status_tag = 'hot')::integer),
    sum(sign * (lead_status_tag = 'warm')::integer),
    sum(sign * (lead_status_tag = 'cold')::integer),
    sum(sign * (cta_pricing_clicked)::integer),
    sum(sign * (cta_demo_clicked)::integer),
    sum(sign * (cta_followup_clicked)::integer),
    sum(sign * (cta_sample_clicked)::integer),
    sum(sign * (cta_escalated_to_human)::integer),
    sum(sign * (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)::integer)
  FROM image
  GROUP BY agent_id, user_id, call_date
  ORDER BY user_id, agent_id, call_date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
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
    cta_calls = t.cta_calls + excluded.cta_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_lead_cta
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_handle_lead_analytics_cta_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_analytics();

-- object: rollups/agent_analytics_from_outcomes.sql sha256:6f928ccff0185ef8817f9fb14dc12743658380693aed6cc7e4f155d498e32d6b
-- An agent's day counts its answered calls: those whose outcome is completed or disconnected.
CREATE OR REPLACE FUNCTION trg_outcomes_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM outcomes_new UNION SELECT user_id FROM outcomes_old));
  WITH gained AS (
    SELECT agent_id, user_id, call_date, outcome FROM outcomes_new WHERE outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, outcome FROM outcomes_old WHERE outcome IN ('completed', 'disconnected')
  ), lost AS (
    SELECT agent_id, user_id, call_date, outcome FROM outcomes_old WHERE outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT agent_id, user_id, call_date, outcome FROM outcomes_new WHERE outcome IN ('completed', 'disconnected')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    answered_calls
  )
  SELECT agent_id, user_id, call_date,
    sum(sign * (outcome IN ('completed', 'disconnected'))::integer)
  FROM image
  GROUP BY agent_id, user_id, call_date
  ORDER BY user_id, agent_id, call_date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
    answered_calls = t.answered_calls + excluded.answered_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_insert
  AFTER INSERT ON agent_call_outcomes REFERENCING NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_from_outcome_delete
  AFTER DELETE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_daily_analytics();

-- object: rollups/agent_scores_from_leads.sql sha256:3cfa487d2def946598d780b85f0360716b9a4ea8f9a423fd5d7ceba0fe2a0e22
-- An agent's day keeps each score as sum and count, so that its average stays exact whatever is corrected.
CREATE OR REPLACE FUNCTION trg_leads_daily_scores() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score
    FROM leads_new
    EXCEPT ALL
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score
    FROM leads_old
  ), lost AS (
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score
    FROM leads_old
    EXCEPT ALL
    SELECT agent_id, user_id, call_date,
      intent_score, urgency_score, budget_score, fit_score, engagement_score, total_score
    FROM leads_new
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count, budget_score_sum,
    budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
    total_score_sum, total_score_count
  )
  SELECT agent_id, user_id, call_date,
    sum(sign * coalesce(intent_score, 0)),
    sum(sign * (intent_score IS NOT NULL)::integer),
    sum(sign * coalesce(urgency_score, 0)),
    sum(sign * (urgency_score IS NOT NULL)::integer),
    sum(sign * coalesce(budget_score, 0)),
    sum(sign * (budget_score IS NOT NULL)::integer),
    sum(sign * coalesce(fit_score, 0)),
    sum(sign * (fit_score IS NOT NULL)::integer),
    sum(sign * coalesce(engagement_score, 0)),
    sum(sign * (engagement_score IS NOT NULL)::integer),
    sum(sign * coalesce(total_score, 0)),
    sum(sign * (total_score IS NOT NULL)::integer)
  FROM image
  GROUP BY agent_id, user_id, call_date
  ORDER BY user_id, agent_id, call_date
  ON CONFLICT (agent_id, user_id, date) DO UPDATE SET
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

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_analytics
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

CREATE OR REPLACE TRIGGER trigger_update_agent_scores_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_daily_scores();

-- object: rollups/analytics_cache_from_calls.sql sha256:baba1c78d8fff82a51047cf753e7b2448e3c54e8f53e3657763eb571e18a4903
-- A tenant's cached day, week (from Monday) and month count its completed and failed calls, by new minus old.
CREATE OR REPLACE FUNCTION trg_calls_analytics_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM calls_new UNION SELECT user_id FROM calls_old));
  WITH gained AS (
    SELECT user_id, call_date, status, lead_type, call_source, duration_seconds, credits_used
    FROM calls_new WHERE status IN ('completed', 'failed')
    EXCEPT ALL
    SELECT user_id, call_date, status, lead_type, call_source, duration_seconds, credits_used
    FROM calls_old WHERE status IN ('completed', 'failed')
  ), lost AS (
    SELECT user_id, call_date, status, lead_type, call_source, duration_seconds, credits_used
    FROM calls_old WHERE status IN ('completed', 'failed')
    EXCEPT ALL
    SELECT user_id, call_date, status, lead_type, call_source, duration_seconds, credits_used
    FROM calls_new WHERE status IN ('completed', 'failed')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO call_analytics_cache AS t (
    user_id, date_period, period_type,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_call_duration, credits_used
  )
  SELECT user_id, p.first_day, p.type,
    sum(sign),
    sum(sign * (status = 'completed')::integer),
    sum(sign * (status = 'failed')::integer),
    sum(sign * (lead_type = 'inbound')::integer),
    sum(sign * (lead_type = 'outbound')::integer),
    sum(sign * (call_source = 'phone')::integer),
    sum(sign * (call_source = 'internet')::integer),
    sum(sign * duration_seconds),
    sum(sign * credits_used)
  FROM image CROSS JOIN LATERAL (VALUES
    ('daily', call_date),
    ('weekly', period_first_day('weekly', call_date)),
    ('monthly', period_first_day('monthly', call_date))) p (type, first_day)
  GROUP BY 1, 2, 3
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
    credits_used = t.credits_used + excluded.credits_used;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_calls_update_analytics_cache_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_calls_update_analytics_cache_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_calls_update_analytics_cache_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_analytics_cache();

-- object: rollups/analytics_cache_from_leads.sql sha256:f76a765038db6c4aae25686e0684da9ee47be25863e3fa13a470e931515f6bad
-- A tenant's cached day, week (from Monday) and month count its leads and their calls to action, by new minus old.
CREATE OR REPLACE FUNCTION trg_leads_analytics_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human
    FROM leads_new
    EXCEPT ALL
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human
    FROM leads_old
  ), lost AS (
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human
    FROM leads_old
    EXCEPT ALL
    SELECT user_id, call_date, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
      cta_sample_clicked, cta_escalated_to_human
    FROM leads_new
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO call_analytics_cache AS t (
    user_id, date_period, period_type,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, pricing_clicks, demo_requests,
    followup_requests, sample_requests, human_escalations
  )
  SELECT user_id, p.first_day, p.type,
    sum(sign),
    sum(sign * is_qualified::integer),
    sum(sign * (lead_status_tag = 'hot')::integer),
    sum(sign * (lead_status_tag = 'warm')::integer),
    sum(sign * (lead_status_tag = 'cold')::integer),
    sum(sign * cta_pricing_clicked::integer),
    sum(sign * cta_demo_clicked::integer),
    sum(sign * cta_followup_clicked::integer),
    sum(sign * cta_sample_clicked::integer),
    sum(sign * cta_escalated_to_human::integer)
  FROM image CROSS JOIN LATERAL (VALUES
    ('daily', call_date),
    ('weekly', period_first_day('weekly', call_date)),
    ('monthly', period_first_day('monthly', call_date))) p (type, first_day)
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET
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
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_leads_update_analytics_cache_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_leads_update_analytics_cache_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_leads_update_analytics_cache_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_analytics_cache();

-- object: rollups/analytics_cache_from_outcomes.sql sha256:a6526c0559c24a94ebb64b8dab3654f326378acada83932fd45db1c53d20377e
-- A tenant's cached day, week (from Monday) and month count its answered calls, by new minus old.
CREATE OR REPLACE FUNCTION trg_outcomes_analytics_cache() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM outcomes_new UNION SELECT user_id FROM outcomes_old));
  WITH gained AS (
    SELECT user_id, call_date, outcome
    FROM outcomes_new WHERE outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT user_id, call_date, outcome
    FROM outcomes_old WHERE outcome IN ('completed', 'disconnected')
  ), lost AS (
    SELECT user_id, call_date, outcome
    FROM outcomes_old WHERE outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT user_id, call_date, outcome
    FROM outcomes_new WHERE outcome IN ('completed', 'disconnected')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO call_analytics_cache AS t (
    user_id, date_period, period_type,
    answered_calls
  )
  SELECT user_id, p.first_day, p.type,
    sum(sign)
  FROM image CROSS JOIN LATERAL (VALUES
    ('daily', call_date),
    ('weekly', period_first_day('weekly', call_date)),
    ('monthly', period_first_day('monthly', call_date))) p (type, first_day)
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date_period, period_type) DO UPDATE SET
    answered_calls = t.answered_calls + excluded.answered_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_outcomes_update_analytics_cache_insert
  AFTER INSERT ON agent_call_outcomes REFERENCING NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_outcomes_update_analytics_cache_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_analytics_cache();

CREATE OR REPLACE TRIGGER trigger_outcomes_update_analytics_cache_delete
  AFTER DELETE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_analytics_cache();

-- object: rollups/batch_calculate_call_analytics.sql sha256:2f5443c705593a81d25ab9ee7e78d00ee64c3b28795074efc27ffc10ca186c97
-- Counts every active tenant's rollups and trends of one day anew, and says how many tenants that were. Tenants are taken in the
-- order in which their rollups are held everywhere, and writers wait for the whole: jobs do one tenant a transaction instead.
CREATE OR REPLACE FUNCTION batch_calculate_call_analytics(day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  tenant uuid;
  tenants integer := 0;
BEGIN
  FOR tenant IN SELECT id FROM users WHERE is_active ORDER BY hashtext(id::text) LOOP
    PERFORM rebuild_user_analytics(tenant, day, day);
    PERFORM rebuild_user_daily_analytics(tenant, day, day);
    PERFORM rebuild_call_analytics_cache(tenant, day, day);
    PERFORM rebuild_agent_targets(tenant, day, day);
    PERFORM rebuild_agent_performance_trends(tenant, day, day);
    tenants := tenants + 1;
  END LOOP;
  RETURN tenants;
END $$;

-- object: rollups/call_contributions.sql sha256:2fc1b9a04f28d5cfad02b1c6a82f47d56aab2e3b9c5d6fb9e0cc2f4bd43b8867
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

-- object: rollups/cta_totals.sql sha256:f0271e4d61c9705672351b1013a27ec598fd27fe4ab8a4a6db2c1a3048d1bc81
-- total_cta_interactions is the sum of the five counters; cta_conversion_rate is calls with any of them per 100 calls.
CREATE OR REPLACE FUNCTION trg_analytics_cta_totals() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.total_cta_interactions := NEW.cta_pricing_clicks + NEW.cta_demo_clicks + NEW.cta_followup_clicks
    + NEW.cta_sample_clicks + NEW.cta_human_escalations;
  NEW.cta_conversion_rate := round(100.0 * NEW.cta_calls / nullif(NEW.total_calls, 0), 2);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_agent_analytics_cta_totals
  BEFORE INSERT OR UPDATE ON agent_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_analytics_cta_totals();

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_cta_totals
  BEFORE INSERT OR UPDATE ON user_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_analytics_cta_totals();

CREATE OR REPLACE TRIGGER trigger_update_user_daily_analytics_cta_totals
  BEFORE INSERT OR UPDATE ON user_daily_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_analytics_cta_totals();

-- object: rollups/rebuild_agent_analytics.sql sha256:614e3d9b381c056a94742f3b22357ea15a0037b4fbd4a49fc6f3d3c5892d7014
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
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
      engagement_score_count, total_score_sum, total_score_count
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT agent_id, user_id, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM agent_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day AND hour IS NULL
  )
  INSERT INTO agent_analytics AS t (
    agent_id, user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
    engagement_score_count, total_score_sum, total_score_count
  )
  SELECT agent_id, user_id, date,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls),
    sum(phone_calls), sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds),
    sum(credits_used), sum(answered_calls), sum(leads_generated), sum(qualified_leads), sum(hot_leads),
    sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks),
    sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls), sum(intent_score_sum),
    sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count), sum(budget_score_sum),
    sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum),
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
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls,
    t.internet_calls, t.total_duration_minutes, t.total_duration_seconds, t.credits_used, t.answered_calls,
    t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks,
    t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls,
    t.intent_score_sum, t.intent_score_count, t.urgency_score_sum, t.urgency_score_count, t.budget_score_sum,
    t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum, t.engagement_score_count,
    t.total_score_sum, t.total_score_count)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls,
    excluded.outbound_calls, excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes,
    excluded.total_duration_seconds, excluded.credits_used, excluded.answered_calls, excluded.leads_generated,
    excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads, excluded.cold_leads,
    excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks, excluded.cta_sample_clicks,
    excluded.cta_human_escalations, excluded.cta_calls, excluded.intent_score_sum, excluded.intent_score_count,
    excluded.urgency_score_sum, excluded.urgency_score_count, excluded.budget_score_sum, excluded.budget_score_count,
    excluded.fit_score_sum, excluded.fit_score_count, excluded.engagement_score_sum, excluded.engagement_score_count,
    excluded.total_score_sum, excluded.total_score_count);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;

-- object: rollups/rebuild_call_analytics_cache.sql sha256:da37a9510bde4563ad71966d66c637a831471e901980160c0ff01ec7e5b300ad
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
      total_duration_seconds AS total_call_duration, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks AS pricing_clicks, cta_demo_clicks AS demo_requests,
      cta_followup_clicks AS followup_requests, cta_sample_clicks AS sample_requests, cta_human_escalations AS
      human_escalations
    FROM call_contributions CROSS JOIN LATERAL (VALUES
      ('daily', date),
      ('weekly', period_first_day('weekly', date)),
      ('monthly', period_first_day('monthly', date))) p (period_type, date_period)
    WHERE user_id = tenant
      AND date BETWEEN least(period_first_day('weekly', first_day), period_first_day('monthly', first_day))
        AND greatest(period_last_day('weekly', last_day), period_last_day('monthly', last_day))
      AND p.date_period BETWEEN period_first_day(p.period_type, first_day) AND last_day
    UNION ALL
    SELECT user_id, date_period, period_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM call_analytics_cache
    WHERE user_id = tenant AND date_period BETWEEN period_first_day(period_type, first_day) AND last_day
  )
  INSERT INTO call_analytics_cache AS t (
    user_id, date_period, period_type,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_call_duration, credits_used, answered_calls, leads_generated, qualified_leads, hot_leads, warm_leads,
    cold_leads, pricing_clicks, demo_requests, followup_requests, sample_requests, human_escalations
  )
  SELECT user_id, date_period, period_type,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls),
    sum(phone_calls), sum(internet_calls), sum(total_call_duration), sum(credits_used), sum(answered_calls),
    sum(leads_generated), sum(qualified_leads), sum(hot_leads), sum(warm_leads), sum(cold_leads), sum(pricing_clicks),
    sum(demo_requests), sum(followup_requests), sum(sample_requests), sum(human_escalations)
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
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls,
    t.internet_calls, t.total_call_duration, t.credits_used, t.answered_calls, t.leads_generated, t.qualified_leads,
    t.hot_leads, t.warm_leads, t.cold_leads, t.pricing_clicks, t.demo_requests, t.followup_requests,
    t.sample_requests, t.human_escalations)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls,
    excluded.outbound_calls, excluded.phone_calls, excluded.internet_calls, excluded.total_call_duration,
    excluded.credits_used, excluded.answered_calls, excluded.leads_generated, excluded.qualified_leads,
    excluded.hot_leads, excluded.warm_leads, excluded.cold_leads, excluded.pricing_clicks, excluded.demo_requests,
    excluded.followup_requests, excluded.sample_requests, excluded.human_escalations);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;

-- object: rollups/rebuild_user_daily_analytics.sql sha256:37bf9d7fb0b0a7f36428717ae3be11c97cc6007abaaa12356eab5deb2d042803
-- Counts a tenant's daily figures anew from its calls, its agents' days first, and says how many rows that changed.
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
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
      engagement_score_count, total_score_sum, total_score_count
    FROM call_contributions
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
    UNION ALL
    SELECT user_id, date, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM user_daily_analytics
    WHERE user_id = tenant AND date BETWEEN first_day AND last_day
  )
  INSERT INTO user_daily_analytics AS t (
    user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
    engagement_score_count, total_score_sum, total_score_count
  )
  SELECT user_id, date,
    sum(total_calls), sum(successful_calls), sum(failed_calls), sum(inbound_calls), sum(outbound_calls),
    sum(phone_calls), sum(internet_calls), sum(total_duration_minutes), sum(total_duration_seconds),
    sum(credits_used), sum(answered_calls), sum(leads_generated), sum(qualified_leads), sum(hot_leads),
    sum(warm_leads), sum(cold_leads), sum(cta_pricing_clicks), sum(cta_demo_clicks), sum(cta_followup_clicks),
    sum(cta_sample_clicks), sum(cta_human_escalations), sum(cta_calls), sum(intent_score_sum),
    sum(intent_score_count), sum(urgency_score_sum), sum(urgency_score_count), sum(budget_score_sum),
    sum(budget_score_count), sum(fit_score_sum), sum(fit_score_count), sum(engagement_score_sum),
    sum(engagement_score_count), sum(total_score_sum), sum(total_score_count)
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
  WHERE (t.total_calls, t.successful_calls, t.failed_calls, t.inbound_calls, t.outbound_calls, t.phone_calls,
    t.internet_calls, t.total_duration_minutes, t.total_duration_seconds, t.credits_used, t.answered_calls,
    t.leads_generated, t.qualified_leads, t.hot_leads, t.warm_leads, t.cold_leads, t.cta_pricing_clicks,
    t.cta_demo_clicks, t.cta_followup_clicks, t.cta_sample_clicks, t.cta_human_escalations, t.cta_calls,
    t.intent_score_sum, t.intent_score_count, t.urgency_score_sum, t.urgency_score_count, t.budget_score_sum,
    t.budget_score_count, t.fit_score_sum, t.fit_score_count, t.engagement_score_sum, t.engagement_score_count,
    t.total_score_sum, t.total_score_count)
    IS DISTINCT FROM (excluded.total_calls, excluded.successful_calls, excluded.failed_calls, excluded.inbound_calls,
    excluded.outbound_calls, excluded.phone_calls, excluded.internet_calls, excluded.total_duration_minutes,
    excluded.total_duration_seconds, excluded.credits_used, excluded.answered_calls, excluded.leads_generated,
    excluded.qualified_leads, excluded.hot_leads, excluded.warm_leads, excluded.cold_leads,
    excluded.cta_pricing_clicks, excluded.cta_demo_clicks, excluded.cta_followup_clicks, excluded.cta_sample_clicks,
    excluded.cta_human_escalations, excluded.cta_calls, excluded.intent_score_sum, excluded.intent_score_count,
    excluded.urgency_score_sum, excluded.urgency_score_count, excluded.budget_score_sum, excluded.budget_score_count,
    excluded.fit_score_sum, excluded.fit_score_count, excluded.engagement_score_sum, excluded.engagement_score_count,
    excluded.total_score_sum, excluded.total_score_count);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;

-- object: rollups/user_analytics_from_agents.sql sha256:df3e43009208a71e4b58834dcec3686de396f0234774eeed2c2530a8fb8208fe
-- A tenant's day is the sum of its agents' days: every change of an agent's day moves it, in both tables, by new minus old.
CREATE OR REPLACE FUNCTION trg_user_daily_rollup() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM agent_days_new UNION SELECT user_id FROM agent_days_old));
  WITH gained AS (
    SELECT user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
      engagement_score_count, total_score_sum, total_score_count
    FROM agent_days_new
    WHERE hour IS NULL
    EXCEPT ALL
    SELECT user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
      engagement_score_count, total_score_sum, total_score_count
    FROM agent_days_old
    WHERE hour IS NULL
  ), lost AS (
    SELECT user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
      engagement_score_count, total_score_sum, total_score_count
    FROM agent_days_old
    WHERE hour IS NULL
    EXCEPT ALL
    SELECT user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
      engagement_score_count, total_score_sum, total_score_count
    FROM agent_days_new
    WHERE hour IS NULL
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  ), moved AS (
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
    FROM image
    GROUP BY user_id, date
    ORDER BY user_id, date
  ), moved_daily AS (
    INSERT INTO user_daily_analytics AS t (
      user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count
    )
    SELECT user_id, date,
      total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
      total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
      hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
      cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
      budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
      total_score_sum, total_score_count
    FROM moved
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
  INSERT INTO user_analytics AS t (
    user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
    total_score_sum, total_score_count
  )
  SELECT user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum, engagement_score_count,
    total_score_sum, total_score_count
  FROM moved
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

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_from_agent_analytics_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_user_daily_rollup();

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_from_agent_analytics_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_user_daily_rollup();

CREATE OR REPLACE TRIGGER trigger_update_user_analytics_from_agent_analytics_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_user_daily_rollup();

-- object: rollups/user_hours_from_calls.sql sha256:72ffcc5f3efca361ba9bdb995d14b6636929f6283acb4101a22e412e8b3fa9bb
-- A tenant's hour counts its completed and failed calls, by new minus old. The hour is that of the call's beginning in the tenant's zone, which
-- nobody changes while the rollups are held: a change of zone holds them too, and counts the hours anew.
CREATE OR REPLACE FUNCTION trg_calls_hourly_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM calls_new UNION SELECT user_id FROM calls_old));
  WITH gained AS (
    SELECT user_id, call_date, started_at, status, lead_type, call_source, duration_minutes, duration_seconds, credits_used
    FROM calls_new WHERE status IN ('completed', 'failed')
    EXCEPT ALL
    SELECT user_id, call_date, started_at, status, lead_type, call_source, duration_minutes, duration_seconds, credits_used
    FROM calls_old WHERE status IN ('completed', 'failed')
  ), lost AS (
    SELECT user_id, call_date, started_at, status, lead_type, call_source, duration_minutes, duration_seconds, credits_used
    FROM calls_old WHERE status IN ('completed', 'failed')
    EXCEPT ALL
    SELECT user_id, call_date, started_at, status, lead_type, call_source, duration_minutes, duration_seconds, credits_used
    FROM calls_new WHERE status IN ('completed', 'failed')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO user_analytics AS t (
    user_id, date, hour,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used
  )
  SELECT image.user_id, call_date, extract(hour FROM started_at AT TIME ZONE u.timezone)::integer,
    sum(sign),
    sum(sign * (status = 'completed')::integer),
    sum(sign * (status = 'failed')::integer),
    sum(sign * (lead_type = 'inbound')::integer),
    sum(sign * (lead_type = 'outbound')::integer),
    sum(sign * (call_source = 'phone')::integer),
    sum(sign * (call_source = 'internet')::integer),
    sum(sign * duration_minutes),
    sum(sign * duration_seconds),
    sum(sign * credits_used)
  FROM image JOIN users u ON u.id = image.user_id
  GROUP BY 1, 2, 3
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
    credits_used = t.credits_used + excluded.credits_used;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_call_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_call_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_call_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_calls_hourly_analytics();

-- object: rollups/user_hours_from_leads.sql sha256:af6f8f2be0b84a08d2fb82cab6e5621899648f2c6bff7b2c193327fd3a4ee574
-- A tenant's hour counts its leads, their scores and their calls to action, by new minus old. The hour is that of the call's beginning in the tenant's zone, which
-- nobody changes while the rollups are held: a change of zone holds them too, and counts the hours anew.
CREATE OR REPLACE FUNCTION trg_leads_hourly_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  WITH gained AS (
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score
    FROM leads_new
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score
    FROM leads_old
  ), lost AS (
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score
    FROM leads_old
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, is_qualified, lead_status_tag, cta_pricing_clicked, cta_demo_clicked,
      cta_followup_clicked, cta_sample_clicked, cta_escalated_to_human, intent_score, urgency_score, budget_score,
      fit_score, engagement_score, total_score
    FROM leads_new
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO user_analytics AS t (
    user_id, date, hour,
    leads_generated, qualified_leads, hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks,
    cta_followup_clicks, cta_sample_clicks, cta_human_escalations, cta_calls, intent_score_sum, intent_score_count,
    urgency_score_sum, urgency_score_count, budget_score_sum, budget_score_count, fit_score_sum, fit_score_count,
    engagement_score_sum, engagement_score_count, total_score_sum, total_score_count
  )
  SELECT image.user_id, call_date, extract(hour FROM call_started_at AT TIME ZONE u.timezone)::integer,
    sum(sign),
    sum(sign * is_qualified::integer),
    sum(sign * (lead_status_tag = 'hot')::integer),
    sum(sign * (lead_status_tag = 'warm')::integer),
    sum(sign * (lead_status_tag = 'cold')::integer),
    sum(sign * cta_pricing_clicked::integer),
    sum(sign * cta_demo_clicked::integer),
    sum(sign * cta_followup_clicked::integer),
    sum(sign * cta_sample_clicked::integer),
    sum(sign * cta_escalated_to_human::integer),
    sum(sign * (cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked OR cta_escalated_to_human)::integer),
    sum(sign * coalesce(intent_score, 0)),
    sum(sign * (intent_score IS NOT NULL)::integer),
    sum(sign * coalesce(urgency_score, 0)),
    sum(sign * (urgency_score IS NOT NULL)::integer),
    sum(sign * coalesce(budget_score, 0)),
    sum(sign * (budget_score IS NOT NULL)::integer),
    sum(sign * coalesce(fit_score, 0)),
    sum(sign * (fit_score IS NOT NULL)::integer),
    sum(sign * coalesce(engagement_score, 0)),
    sum(sign * (engagement_score IS NOT NULL)::integer),
    sum(sign * coalesce(total_score, 0)),
    sum(sign * (total_score IS NOT NULL)::integer)
  FROM image JOIN users u ON u.id = image.user_id
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date, hour) DO UPDATE SET
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

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_lead_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_lead_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_hourly_analytics();

-- object: rollups/user_hours_from_outcomes.sql sha256:404a6e26966656ac2857a5d2c7893b0ac8a6c4c41cc600d276d024edbabf4759
-- A tenant's hour counts its answered calls, by new minus old. The hour is that of the call's beginning in the tenant's zone, which
-- nobody changes while the rollups are held: a change of zone holds them too, and counts the hours anew.
CREATE OR REPLACE FUNCTION trg_outcomes_hourly_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM outcomes_new UNION SELECT user_id FROM outcomes_old));
  WITH gained AS (
    SELECT user_id, call_date, call_started_at, outcome
    FROM outcomes_new WHERE outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, outcome
    FROM outcomes_old WHERE outcome IN ('completed', 'disconnected')
  ), lost AS (
    SELECT user_id, call_date, call_started_at, outcome
    FROM outcomes_old WHERE outcome IN ('completed', 'disconnected')
    EXCEPT ALL
    SELECT user_id, call_date, call_started_at, outcome
    FROM outcomes_new WHERE outcome IN ('completed', 'disconnected')
  ), image AS (
    SELECT 1 AS sign, * FROM gained
    UNION ALL
    SELECT -1, * FROM lost
  )
  INSERT INTO user_analytics AS t (
    user_id, date, hour,
    answered_calls
  )
  SELECT image.user_id, call_date, extract(hour FROM call_started_at AT TIME ZONE u.timezone)::integer,
    sum(sign)
  FROM image JOIN users u ON u.id = image.user_id
  GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3
  ON CONFLICT (user_id, date, hour) DO UPDATE SET
    answered_calls = t.answered_calls + excluded.answered_calls;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_outcome_insert
  AFTER INSERT ON agent_call_outcomes REFERENCING NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_outcome_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old NEW TABLE AS outcomes_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_hourly_analytics();

CREATE OR REPLACE TRIGGER trigger_update_user_hours_from_outcome_delete
  AFTER DELETE ON agent_call_outcomes REFERENCING OLD TABLE AS outcomes_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_outcomes_hourly_analytics();

-- object: targets/rebuild_agent_targets.sql sha256:32cb109c48ef79573e7123f6e050475041cf6e5d9cc68053641b4e03311c9d69
-- Counts what the targets of a range of days have reached anew, from agents' days that are rebuilt first, and says how many rows
-- that changed.
CREATE OR REPLACE FUNCTION rebuild_agent_targets(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(tenant, period_first_day('quarterly', first_day), period_last_day('quarterly', last_day));
  WITH reached AS (
    SELECT target.id, coalesce(sum(total_calls), 0)::integer AS calls, coalesce(sum(successful_calls), 0)::integer AS successful_calls,
      coalesce(sum(leads_generated), 0)::integer AS leads
    FROM agent_targets target
    LEFT JOIN agent_analytics a ON a.agent_id = target.agent_id AND a.user_id = target.user_id AND a.hour IS NULL
      AND a.date BETWEEN target.target_date AND target.period_end
    WHERE target.user_id = tenant AND target.target_date <= last_day AND target.period_end >= first_day
    GROUP BY target.id
  )
  UPDATE agent_targets t
  SET actual_calls = reached.calls, actual_successful_calls = reached.successful_calls, actual_leads = reached.leads
  FROM reached
  WHERE t.id = reached.id
    AND (t.actual_calls, t.actual_successful_calls, t.actual_leads) <> (reached.calls, reached.successful_calls, reached.leads);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;

-- object: targets/rebuild_agent_performance_trends.sql sha256:dcbaf1a02be45bc18f2fb74241d637f9376f06b15115744ad8dcb24b89b81928
-- Percentage by which a figure changed; unknown when it was zero or unknown before.
CREATE OR REPLACE FUNCTION change_percentage(before numeric, after numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT round(100 * (after - before) / nullif(abs(before), 0), 2) $$;

-- Compares each period of a range of days with the one before it, for every agent with a call or a lead in the period, from
-- agents' days that are rebuilt first. Agents rank by qualified leads, then leads, then successful calls; ties share a rank.
CREATE OR REPLACE FUNCTION rebuild_agent_performance_trends(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(
    tenant, period_first_day('quarterly', period_first_day('quarterly', first_day) - 1), period_last_day('quarterly', last_day));
  DELETE FROM agent_performance_trends
  WHERE user_id = tenant AND period_start BETWEEN period_first_day(period_type, first_day) AND last_day;

  WITH figures AS (
    SELECT a.agent_id, p.type, period_first_day(p.type, a.date) AS first_day,
      sum(total_calls) AS calls, sum(successful_calls) AS successful_calls, sum(total_duration_seconds) AS seconds,
      sum(leads_generated) AS leads, sum(qualified_leads) AS qualified_leads, sum(total_cta_interactions) AS cta,
      sum(credits_used) AS credits,
      sum(successful_calls)::numeric / nullif(sum(total_calls), 0) AS success_rate,
      sum(answered_calls)::numeric / nullif(sum(total_calls), 0) AS answer_rate,
      sum(leads_generated)::numeric / nullif(sum(total_calls), 0) AS conversion_rate,
      sum(total_score_sum) / nullif(sum(total_score_count), 0) AS score
    FROM agent_analytics a CROSS JOIN (VALUES ('daily'), ('weekly'), ('monthly'), ('quarterly')) p (type)
    WHERE a.user_id = tenant AND a.hour IS NULL
      AND a.date BETWEEN period_first_day(p.type, period_first_day(p.type, first_day) - 1) AND period_last_day(p.type, last_day)
    GROUP BY 1, 2, 3
  ), active AS (
    SELECT * FROM figures WHERE (calls > 0 OR leads > 0) AND figures.first_day >= period_first_day(type, rebuild_agent_performance_trends.first_day)
  )
  INSERT INTO agent_performance_trends (
    agent_id, user_id, period_start, period_end, period_type, total_calls, leads_generated, qualified_leads, success_rate,
    conversion_rate, calls_change_percentage, success_rate_change_percentage, answer_rate_change_percentage,
    duration_change_percentage, leads_change_percentage, qualified_leads_change_percentage, conversion_rate_change_percentage,
    cta_change_percentage, score_change_percentage, credits_change_percentage, performance_rank
  )
  SELECT now.agent_id, tenant, now.first_day, period_last_day(now.type, now.first_day), now.type,
    now.calls, now.leads, now.qualified_leads, round(100 * now.success_rate, 2), round(100 * now.conversion_rate, 2),
    change_percentage(before.calls, now.calls), change_percentage(before.success_rate, now.success_rate),
    change_percentage(before.answer_rate, now.answer_rate), change_percentage(before.seconds, now.seconds),
    change_percentage(before.leads, now.leads), change_percentage(before.qualified_leads, now.qualified_leads),
    change_percentage(before.conversion_rate, now.conversion_rate), change_percentage(before.cta, now.cta),
    change_percentage(before.score, now.score), change_percentage(before.credits, now.credits),
    rank() OVER (
      PARTITION BY now.type, now.first_day ORDER BY now.qualified_leads DESC, now.leads DESC, now.successful_calls DESC)
  FROM active now
  LEFT JOIN figures before ON before.agent_id = now.agent_id AND before.type = now.type
    AND before.first_day = period_first_day(now.type, now.first_day - 1);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;

-- object: security/2_grants.sql sha256:6b759731b67cc9c8a3818fa7f35e03826f9fbde7b25d70d82b589a6d8d5188dd
-- Each role has just what its work needs; nobody but the owner alters a table or reads what this page does not name.
-- depends on: targets/rebuild_agent_targets.sql
-- depends on: targets/rebuild_agent_performance_trends.sql
-- Not limited to the schema: what everybody may do by default can only be taken away everywhere.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;

GRANT EXECUTE ON FUNCTION wake_ingestion(), readiness() TO app_ingest;
GRANT EXECUTE ON FUNCTION app_user_id(), uuid_v7(), is_time_zone(text) TO app_tenant, app_ingest, app_auth;

-- Tenants: everything of their own except secrets (password hash, session tokens) and the raw inbox.
GRANT SELECT (id, email, name, credits, role, email_verified, is_active, auth_provider, timezone, created_at, updated_at)
  ON users TO app_tenant;
GRANT UPDATE (name, timezone) ON users TO app_tenant;
GRANT SELECT ON agents, contacts, calls, transcripts, lead_analytics, agent_call_outcomes, credit_transactions,
  agent_analytics, user_analytics, user_daily_analytics, call_analytics_cache, dashboard_cache, agent_performance_trends,
  agent_targets, follow_ups, customers TO app_tenant;
GRANT SELECT (id, name, phone_number, elevenlabs_phone_number_id, assigned_to_user_id, is_active, created_at, updated_at)
  ON phone_numbers TO app_tenant;
GRANT UPDATE (recording_url, recording_storage_key) ON calls TO app_tenant;
GRANT UPDATE (is_read) ON lead_analytics TO app_tenant;
-- What people write themselves; what the database fills (references, conversion marks, achievement) is out of their hands.
GRANT DELETE ON contacts, follow_ups, customers, agent_targets TO app_tenant;
GRANT INSERT (id, user_id, name, phone_number, email, company, notes, auto_creation_source),
  UPDATE (name, phone_number, email, company, notes) ON contacts TO app_tenant;
GRANT INSERT, UPDATE (lead_phone, lead_email, lead_name, follow_up_date, remark, is_completed, follow_up_status, completed_at, completed_by)
  ON follow_ups TO app_tenant;
GRANT INSERT, UPDATE (name, email, phone, company, status, conversion_date, original_lead_source, assigned_sales_rep,
  last_interaction_date, notes) ON customers TO app_tenant;
GRANT INSERT (id, agent_id, user_id, target_date, target_type, target_calls, target_success_rate, target_leads, target_conversion_rate),
  UPDATE (target_calls, target_success_rate, target_leads, target_conversion_rate) ON agent_targets TO app_tenant;
GRANT INSERT, UPDATE, DELETE ON dashboard_cache TO app_tenant;

-- Ingestion: the inbox, and what a conversation becomes. UPDATE on one column of users is what a row lock asks for.
GRANT SELECT, INSERT, UPDATE ON webhook_events, calls, contacts, transcripts, lead_analytics, agent_call_outcomes TO app_ingest;
GRANT DELETE ON lead_analytics TO app_ingest;
GRANT SELECT, INSERT ON credit_transactions TO app_ingest;
GRANT SELECT ON agents, system_config TO app_ingest;
GRANT SELECT (id, timezone, is_active, updated_at), UPDATE (updated_at) ON users TO app_ingest;

-- Sign-in: accounts by address, and their sessions.
GRANT SELECT ON users, system_config TO app_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON user_sessions TO app_auth;
GRANT SELECT, INSERT ON login_attempts, password_reset_attempts TO app_auth;
GRANT UPDATE (success) ON password_reset_attempts TO app_auth;

-- Scheduled work: it calls what does the work, and writes down its runs, slots and findings.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM app_job, app_admin;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM app_job, app_admin;
GRANT EXECUTE ON FUNCTION cleanup_trigger_error_log(integer, integer), cleanup_expired_sessions(integer),
  cleanup_old_login_attempts(integer), cleanup_old_password_reset_attempts(integer), cleanup_expired_dashboard_cache(integer),
  cleanup_old_job_runs(integer), scheduled_refresh_user_kpi_summary(boolean), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid), uuid_v7() TO app_job;
GRANT SELECT, INSERT, UPDATE ON job_runs, job_schedule, audit_findings TO app_job;
GRANT EXECUTE ON FUNCTION rebuild_agent_analytics(uuid, date, date), rebuild_user_analytics(uuid, date, date),
  rebuild_user_daily_analytics(uuid, date, date), rebuild_call_analytics_cache(uuid, date, date),
  rebuild_agent_targets(uuid, date, date), rebuild_agent_performance_trends(uuid, date, date),
  batch_calculate_call_analytics(date) TO app_job;

-- Administrators: settings, and what says whether the database is in order.
GRANT SELECT, UPDATE (config_value, updated_by) ON system_config TO app_admin;
GRANT SELECT ON job_runs, job_schedule, audit_findings, kpi_refresh_state, trigger_error_log TO app_admin;
GRANT EXECUTE ON FUNCTION get_cache_trigger_health(), test_cache_invalidation(text, uuid), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid) TO app_admin;

-- Reports: a tenant sees its own rows, by the policies of what they read or by the view's own condition.
GRANT SELECT ON user_stats, agent_performance_summary, call_source_analytics, recent_call_analytics, my_kpi_summary TO app_tenant;

-- object: targets/agent_targets_from_agents.sql sha256:e15a0750053557aa21f3b9b6603b1be4f720024db69a1a4e78daa916c537c1bb
-- Targets are the KPIs that users set for their agents: each change of an agent's day moves the achievement of the targets whose
-- period contains it, by new minus old.
CREATE OR REPLACE FUNCTION trg_agents_targets() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM agent_days_new UNION SELECT user_id FROM agent_days_old));
  WITH image AS (
    SELECT agent_id, user_id, date, total_calls, successful_calls, leads_generated
    FROM agent_days_new WHERE hour IS NULL
    UNION ALL
    SELECT agent_id, user_id, date, -total_calls, -successful_calls, -leads_generated
    FROM agent_days_old WHERE hour IS NULL
  ), moved AS (
    SELECT target.id, sum(total_calls) AS calls, sum(successful_calls) AS successful_calls, sum(leads_generated) AS leads
    FROM image JOIN agent_targets target ON target.agent_id = image.agent_id AND target.user_id = image.user_id
      AND image.date BETWEEN target.target_date AND target.period_end
    GROUP BY target.id
  )
  UPDATE agent_targets t SET
    actual_calls = t.actual_calls + moved.calls,
    actual_successful_calls = t.actual_successful_calls + moved.successful_calls,
    actual_leads = t.actual_leads + moved.leads
  FROM moved
  WHERE t.id = moved.id AND (moved.calls, moved.successful_calls, moved.leads) <> (0, 0, 0);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_update_user_kpis_on_agent_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_agents_targets();

CREATE OR REPLACE TRIGGER trigger_update_user_kpis_on_agent_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_agents_targets();

CREATE OR REPLACE TRIGGER trigger_update_user_kpis_on_agent_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_agents_targets();

-- object: targets/fill_agent_target.sql sha256:3a6f6a112606364d8e35eea11d7bc6a24e31b9c408ecf35db47f8fe44e66f107
-- A new or moved target starts with what its period has brought already. It is counted while the rollups are held, so that no
-- call falls between that count and the differences that follow it.
CREATE OR REPLACE FUNCTION trg_agent_targets_fill() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM hold_rollups(ARRAY[NEW.user_id]);
  SELECT coalesce(sum(total_calls), 0), coalesce(sum(successful_calls), 0), coalesce(sum(leads_generated), 0)
  INTO NEW.actual_calls, NEW.actual_successful_calls, NEW.actual_leads
  FROM agent_analytics
  WHERE agent_id = NEW.agent_id AND user_id = NEW.user_id AND hour IS NULL
    AND date BETWEEN NEW.target_date AND period_last_day(NEW.target_type, NEW.target_date);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_agent_targets_fill
  BEFORE INSERT OR UPDATE OF agent_id, user_id, target_date, target_type ON agent_targets
  FOR EACH ROW EXECUTE FUNCTION trg_agent_targets_fill();
