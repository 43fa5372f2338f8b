-- object: core/absent_transition_tables.sql sha256:c5aa4c47667ad41f2f6f4fa5eab98a6a557c31aa7efb8b488967b3f6d903ce1d
-- An insert has no old rows and a delete no new ones; these empty stand-ins let one function serve all three events.
-- A transition table of the same name takes precedence over them.
CREATE SCHEMA IF NOT EXISTS absent;
CREATE OR REPLACE VIEW absent.calls_old AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.calls_new AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.leads_old AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.leads_new AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_old AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_new AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.agent_days_old AS SELECT * FROM public.agent_analytics WHERE false;
CREATE OR REPLACE VIEW absent.agent_days_new AS SELECT * FROM public.agent_analytics WHERE false;
CREATE OR REPLACE VIEW absent.changed_old AS SELECT NULL::uuid AS user_id WHERE false;
CREATE OR REPLACE VIEW absent.changed_new AS SELECT NULL::uuid AS user_id WHERE false;

-- object: core/call_date.sql sha256:780ae6d0166c50c642e8f2527c3785b11535c91506ec267bef730bc7b664edb9
-- A call belongs to the day on which it started in its tenant's zone; nobody else sets that day.
CREATE OR REPLACE FUNCTION trg_calls_set_call_date() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  SELECT (NEW.started_at AT TIME ZONE u.timezone)::date INTO NEW.call_date FROM users u WHERE u.id = NEW.user_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_calls_set_call_date
  BEFORE INSERT OR UPDATE OF started_at, call_date, user_id ON calls
  FOR EACH ROW EXECUTE FUNCTION trg_calls_set_call_date();

-- object: core/log_trigger_error.sql sha256:5e683665eaa7142aad5720109f6672b5e627f490332ced566005acc512751e1d
-- A failing analytics trigger is written down and the business row commits; what a retry would heal is raised instead.
CREATE OR REPLACE FUNCTION log_trigger_error(table_name text, operation text, sql_state text, message text, context text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF sql_state IN ('40001', '40P01', '55P03') THEN
    RAISE EXCEPTION USING ERRCODE = sql_state, MESSAGE = message;
  END IF;
  INSERT INTO trigger_error_log (table_name, operation, error_message, error_context)
  VALUES (table_name, operation, sql_state || ': ' || message, context);
END $$;

-- object: core/setting_integer.sql sha256:ffc1d333752f17e40fe6d2531ee160fb81c3ce34ae3c09f521eda0cfa394edaf
-- A whole-number setting; a missing one is an error, never a silent zero.
CREATE OR REPLACE FUNCTION setting_integer(key text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  value integer;
BEGIN
  SELECT config_value::integer INTO STRICT value FROM system_config WHERE config_key = key AND value_type = 'integer';
  RETURN value;
EXCEPTION WHEN no_data_found THEN
  RAISE EXCEPTION 'There is no whole-number setting %.', key USING ERRCODE = 'undefined_object';
END $$;

-- object: core/update_updated_at_column.sql sha256:79367ecebbb80bee23e0b3394350e56f86dfca561b481042dae8af8c15589c2e
-- A changed row says when it was changed.
CREATE OR REPLACE FUNCTION update_updated_at_column() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'users', 'agents', 'calls', 'contacts', 'transcripts', 'lead_analytics', 'agent_call_outcomes', 'system_config',
    'user_sessions', 'agent_analytics', 'user_analytics'
  ] LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER %I BEFORE UPDATE ON public.%I FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column()',
      'update_' || name || '_updated_at', name);
  END LOOP;
END $$;

-- object: ledger/enter_credit_transaction.sql sha256:0c1c025d1d1007a32a62627a4b8a5985ae6b4f639109cc0e6ac9a9f618095f53
-- The database orders a user's ledger entries and fills each running balance: balance_after = previous + amount.
-- The lock on the user's row makes the next entry wait for this one; each query below sees what was committed, and what
-- this statement entered, before it.
CREATE OR REPLACE FUNCTION trg_credit_transactions_enter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  last record;
BEGIN
  PERFORM FROM users WHERE id = NEW.user_id FOR NO KEY UPDATE;
  SELECT entry_number, balance_after INTO last
  FROM credit_transactions WHERE user_id = NEW.user_id ORDER BY entry_number DESC LIMIT 1;
  NEW.entry_number := coalesce(last.entry_number, 0) + 1;
  NEW.balance_after := coalesce(last.balance_after, 0) + NEW.amount;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_credit_transactions_enter
  BEFORE INSERT ON credit_transactions
  FOR EACH ROW EXECUTE FUNCTION trg_credit_transactions_enter();

-- object: ledger/grant_new_user_bonus.sql sha256:ba88d4f2b9ee2258525a25db103ffc817335cb9bc4fbbb2a641c0e319b6455c4
-- A new user's free credits are a ledger entry.
CREATE OR REPLACE FUNCTION trg_users_grant_bonus() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  bonus integer := setting_integer('new_user_bonus_credits');
BEGIN
  IF bonus > 0 THEN
    INSERT INTO credit_transactions (user_id, type, amount, description, occurred_at)
    VALUES (NEW.id, 'bonus', bonus, 'Welcome credits', NEW.created_at);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_users_grant_bonus
  AFTER INSERT ON users
  FOR EACH ROW EXECUTE FUNCTION trg_users_grant_bonus();

-- object: ledger/guard_user_credits.sql sha256:aac187c575612a4184bd6a7e6395b0dfaa8c0c16544908f2d8c8371fcb5dca5d
-- users.credits only ever equals the ledger's newest balance; a new user starts at zero and gets the bonus as an entry.
CREATE OR REPLACE FUNCTION trg_users_guard_credits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  balance integer;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.credits := 0;
    RETURN NEW;
  END IF;
  SELECT balance_after INTO balance FROM credit_transactions WHERE user_id = NEW.id ORDER BY entry_number DESC LIMIT 1;
  IF NEW.credits <> coalesce(balance, 0) THEN
    RAISE EXCEPTION 'Credits change only by a ledger entry.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'users_credits_equal_ledger', TABLE = 'users';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_users_start_without_credits
  BEFORE INSERT ON users
  FOR EACH ROW EXECUTE FUNCTION trg_users_guard_credits();

CREATE OR REPLACE TRIGGER trigger_users_guard_credits
  BEFORE UPDATE OF credits ON users
  FOR EACH ROW WHEN (NEW.credits IS DISTINCT FROM OLD.credits)
  EXECUTE FUNCTION trg_users_guard_credits();

-- object: ledger/move_user_credits.sql sha256:cb1188a6a654f16eee914e9101119bcaf4bc25c316b25d09318cbfe3023b463e
-- users.credits is the newest balance of the ledger, moved once a statement.
CREATE OR REPLACE FUNCTION trg_credit_transactions_move_credits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE users u SET credits = newest.balance_after
  FROM (SELECT DISTINCT ON (user_id) user_id, balance_after FROM entries ORDER BY user_id, entry_number DESC) newest
  WHERE u.id = newest.user_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_credit_transactions_move_credits
  AFTER INSERT ON credit_transactions
  REFERENCING NEW TABLE AS entries
  FOR EACH STATEMENT EXECUTE FUNCTION trg_credit_transactions_move_credits();

-- object: ledger/refuse_ledger_change.sql sha256:c4c0d8d46fb8399a0a2aafc90aa159832db6d21e9ebe18460c3dd7b7dfe9acad
-- The ledger is append-only. The one exception is the foreign key's own: an entry outlives a deleted call without its link.
CREATE OR REPLACE FUNCTION trg_credit_transactions_refuse_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.call_id IS NOT NULL AND NEW.call_id IS NULL
    AND to_jsonb(NEW) - 'call_id' = to_jsonb(OLD) - 'call_id'
    AND NOT EXISTS (SELECT FROM calls WHERE id = OLD.call_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Ledger entries are never changed or deleted; write a correcting entry.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'credit_transactions_are_append_only', TABLE = 'credit_transactions';
END $$;

CREATE OR REPLACE TRIGGER trigger_credit_transactions_refuse_change
  BEFORE UPDATE OR DELETE ON credit_transactions
  FOR EACH ROW EXECUTE FUNCTION trg_credit_transactions_refuse_change();

CREATE OR REPLACE TRIGGER trigger_credit_transactions_refuse_truncate
  BEFORE TRUNCATE ON credit_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION trg_credit_transactions_refuse_change();

-- object: live/cache_invalidation.sql sha256:927320fbdd53f7cf26702d690c285d0dd586b9b6228441e4eaba58cd3377955c
-- Every instance and open dashboard hears which tenant's data changed, once per table and transaction.
CREATE OR REPLACE FUNCTION trg_notify_cache_invalidation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
BEGIN
  PERFORM pg_notify('cache_invalidation', json_build_object('table', TG_TABLE_NAME, 'user_id', changed.user_id)::text)
  FROM (SELECT user_id FROM changed_new UNION SELECT user_id FROM changed_old) changed;
  RETURN NULL;
END $$;

-- The same for users, whose own id is the tenant; a sign-in or a name alone moves no figure.
CREATE OR REPLACE FUNCTION trg_notify_user_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_notify('cache_invalidation', json_build_object('table', TG_TABLE_NAME, 'user_id', NEW.id)::text);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER cache_invalidation_users
  AFTER UPDATE ON users
  FOR EACH ROW WHEN (
    (NEW.credits, NEW.timezone, NEW.role, NEW.is_active, NEW.name)
    IS DISTINCT FROM (OLD.credits, OLD.timezone, OLD.role, OLD.is_active, OLD.name))
  EXECUTE FUNCTION trg_notify_user_change();

CREATE OR REPLACE TRIGGER cache_invalidation_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_calls_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_lead_analytics_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_lead_analytics_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_lead_analytics_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agent_analytics_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agent_analytics_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agent_analytics_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agents_insert
  AFTER INSERT ON agents REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agents_update
  AFTER UPDATE ON agents REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_agents_delete
  AFTER DELETE ON agents REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_credit_transactions_insert
  AFTER INSERT ON credit_transactions REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

-- object: live/wake_ingestion.sql sha256:b8d969ed2ca8a61492f850ec8b56af27571df295d448e7f2022de294e7b1012b
-- Pending events are taken soon after one is stored: a job of one key asks for it, however many instances ask at once.
CREATE OR REPLACE FUNCTION wake_ingestion() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM graphile_worker.add_job('process-webhook-events', job_key => 'process-webhook-events', max_attempts => 3);
EXCEPTION WHEN invalid_schema_name OR undefined_function THEN
  NULL; -- no worker has run yet: the first one looks at the inbox when it starts
END $$;

-- object: rollups/agent_analytics_from_calls.sql sha256:ea8e78142a06883ccd8418944ecf88553d75c9bb85a85f344c980eb0e5433010
-- An agent's day counts its completed and failed calls: every change of a call moves the day by new minus old.
-- Groups are taken in key order, so that two transactions cannot wait for each other in a circle.
CREATE OR REPLACE FUNCTION trg_calls_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
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

-- object: rollups/agent_analytics_from_leads.sql sha256:e780b8388c14169e40ef3414828afef5b19b7e70bb6aa8a144ab7f26e03368fb
-- An agent's day counts its leads, their temperature and their calls to action, by new minus old. A lead carries its call's
-- agent and day by foreign key, so nothing is looked up in a call that may be gone or moving.
CREATE OR REPLACE FUNCTION trg_leads_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
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

-- object: rollups/agent_analytics_from_outcomes.sql sha256:311ed0dce0b9fd99eaf4eb0a7946174c3590ed79e56238e0dff25cb37515139b
-- An agent's day counts its answered calls: those whose outcome is completed or disconnected.
CREATE OR REPLACE FUNCTION trg_outcomes_daily_analytics() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
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

-- object: rollups/agent_scores_from_leads.sql sha256:74997cafdb8db8917b602edb9c3dc9fc5852ebeda530b0d702a0e2a6351670e3
-- An agent's day keeps each score as sum and count, so that its average stays exact whatever is corrected.
CREATE OR REPLACE FUNCTION trg_leads_daily_scores() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
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

-- object: rollups/cta_totals.sql sha256:74d71f5e6c7ed7c557c3df8ff9719f4df7c4014a9cebbeb829c84d9bbc4a7c25
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

-- object: rollups/user_analytics_from_agents.sql sha256:102e32b29b9b4606aecc51833ce4a96d5c87571b9f8556ed65fe6e3ed9a9a24f
-- A tenant's day is the sum of its agents' days: every change of an agent's day moves it by new minus old.
CREATE OR REPLACE FUNCTION trg_user_daily_rollup() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
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
  )
  INSERT INTO user_analytics AS t (
    user_id, date,
    total_calls, successful_calls, failed_calls, inbound_calls, outbound_calls, phone_calls, internet_calls,
    total_duration_minutes, total_duration_seconds, credits_used, answered_calls, leads_generated, qualified_leads,
    hot_leads, warm_leads, cold_leads, cta_pricing_clicks, cta_demo_clicks, cta_followup_clicks, cta_sample_clicks,
    cta_human_escalations, cta_calls, intent_score_sum, intent_score_count, urgency_score_sum, urgency_score_count,
    budget_score_sum, budget_score_count, fit_score_sum, fit_score_count, engagement_score_sum,
    engagement_score_count, total_score_sum, total_score_count
  )
  SELECT user_id, date,
    sum(sign * total_calls),
    sum(sign * successful_calls),
    sum(sign * failed_calls),
    sum(sign * inbound_calls),
    sum(sign * outbound_calls),
    sum(sign * phone_calls),
    sum(sign * internet_calls),
    sum(sign * total_duration_minutes),
    sum(sign * total_duration_seconds),
    sum(sign * credits_used),
    sum(sign * answered_calls),
    sum(sign * leads_generated),
    sum(sign * qualified_leads),
    sum(sign * hot_leads),
    sum(sign * warm_leads),
    sum(sign * cold_leads),
    sum(sign * cta_pricing_clicks),
    sum(sign * cta_demo_clicks),
    sum(sign * cta_followup_clicks),
    sum(sign * cta_sample_clicks),
    sum(sign * cta_human_escalations),
    sum(sign * cta_calls),
    sum(sign * intent_score_sum),
    sum(sign * intent_score_count),
    sum(sign * urgency_score_sum),
    sum(sign * urgency_score_count),
    sum(sign * budget_score_sum),
    sum(sign * budget_score_count),
    sum(sign * fit_score_sum),
    sum(sign * fit_score_count),
    sum(sign * engagement_score_sum),
    sum(sign * engagement_score_count),
    sum(sign * total_score_sum),
    sum(sign * total_score_count)
  FROM image
  GROUP BY user_id, date
  ORDER BY user_id, date
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

-- object: security/1_row_level_security.sql sha256:b4ff99b15bc39360eae9eb34acadb49ce4e512856db18d4f4b70477a36f28a6d
-- A tenant's transaction sees and writes the rows of the tenant it names in app.user_id, and none when it names none.
CREATE OR REPLACE FUNCTION app_user_id() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;

-- Security is forced, so the owner too (on behalf of whom triggers run) passes by a policy of its own.
DO $$
DECLARE
  name text;
  tenant_column text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'users', 'agents', 'contacts', 'calls', 'transcripts', 'lead_analytics', 'agent_call_outcomes', 'credit_transactions',
    'agent_analytics', 'user_analytics', 'user_sessions', 'webhook_events'
  ] LOOP
    tenant_column := CASE name WHEN 'users' THEN 'id' ELSE 'user_id' END;
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('DROP POLICY IF EXISTS owner_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY owner_sees_all ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('DROP POLICY IF EXISTS ingest_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY ingest_sees_all ON public.%I TO app_ingest USING (true) WITH CHECK (true)', name);
    EXECUTE format('DROP POLICY IF EXISTS tenant_sees_own ON public.%I', name);
    EXECUTE format(
      'CREATE POLICY tenant_sees_own ON public.%1$I TO app_tenant
         USING (%2$I = (SELECT app_user_id())) WITH CHECK (%2$I = (SELECT app_user_id()))', name, tenant_column);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['users', 'user_sessions'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS auth_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY auth_sees_all ON public.%I TO app_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

-- object: security/2_grants.sql sha256:fb1b43abf5fe77b8adcd6809e425706156e2837e645be690bf19bd113dd98c5f
-- Each role has just what its work needs; nobody but the owner alters a table or reads what this page does not name.
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;

GRANT EXECUTE ON FUNCTION wake_ingestion() TO app_ingest;
GRANT EXECUTE ON FUNCTION app_user_id(), uuid_v7(), is_time_zone(text) TO app_tenant, app_ingest, app_auth;

-- Tenants: everything of their own except secrets (password hash, session tokens) and the raw inbox.
GRANT SELECT (id, email, name, credits, role, email_verified, is_active, auth_provider, timezone, created_at, updated_at)
  ON users TO app_tenant;
GRANT UPDATE (name, timezone) ON users TO app_tenant;
GRANT SELECT ON agents, contacts, calls, transcripts, lead_analytics, agent_call_outcomes, credit_transactions,
  agent_analytics, user_analytics TO app_tenant;
GRANT UPDATE (recording_url, recording_storage_key) ON calls TO app_tenant;
GRANT UPDATE (is_read) ON lead_analytics TO app_tenant;

-- Ingestion: the inbox, and what a conversation becomes. UPDATE on one column of users is what a row lock asks for.
GRANT SELECT, INSERT, UPDATE ON webhook_events, calls, contacts, transcripts, lead_analytics, agent_call_outcomes TO app_ingest;
GRANT DELETE ON lead_analytics TO app_ingest;
GRANT SELECT, INSERT ON credit_transactions TO app_ingest;
GRANT SELECT ON agents, system_config TO app_ingest;
GRANT SELECT (id, timezone, is_active, updated_at), UPDATE (updated_at) ON users TO app_ingest;

-- Sign-in: accounts by address, and their sessions.
GRANT SELECT ON users, system_config TO app_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON user_sessions TO app_auth;
