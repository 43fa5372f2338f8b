-- object: kpi/find_best_agent.sql sha256:d8fd2041f5f128a35d184942d5ebf5093b4de8c86a4489859399ef2d7c06a46f
-- The best agent of some days, wherever one is named: most qualified leads, then leads, then successful calls, among active agents with at
-- least ten counted calls; of equals the older one.
CREATE OR REPLACE FUNCTION find_best_agent(tenant uuid, first_day date, last_day date) RETURNS uuid
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT a.agent_id FROM agent_analytics a JOIN agents g ON g.id = a.agent_id AND g.user_id = a.user_id
  WHERE a.user_id = tenant AND g.is_active AND a.hour IS NULL AND a.date BETWEEN first_day AND last_day
  GROUP BY a.agent_id HAVING sum(a.total_calls) >= 10
  ORDER BY sum(a.qualified_leads) DESC, sum(a.leads_generated) DESC, sum(a.successful_calls) DESC, a.agent_id LIMIT 1
$$;
COMMENT ON FUNCTION find_best_agent(uuid, date, date) IS
  'The active agent with most qualified leads, then leads, then successful calls, among those with ten calls; NULL without one';

-- object: kpi/user_kpi_summary.sql sha256:ed0cb9567afa2effa619377fecbaf27947d445e71f1d5a832c048c9f28d3793b
-- Each user's figures of the past 30 and 7 days and of all time, with a summary of each agent, added up from rollups, never from calls. A
-- window ends with today in the user's zone.
-- depends on: kpi/find_best_agent.sql
CREATE MATERIALIZED VIEW IF NOT EXISTS user_kpi_summary AS
WITH today AS (
  SELECT id AS user_id, (now() AT TIME ZONE timezone)::date AS today FROM users
), periods AS (
  SELECT t.user_id, t.today,
    coalesce(sum(a.total_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS calls_30d,
    coalesce(sum(a.successful_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS successful_calls_30d,
    coalesce(sum(a.answered_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS answered_calls_30d,
    coalesce(sum(a.total_duration_minutes) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS duration_minutes_30d,
    coalesce(sum(a.leads_generated) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS leads_30d,
    coalesce(sum(a.qualified_leads) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS qualified_leads_30d,
    coalesce(sum(a.total_cta_interactions) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS cta_interactions_30d,
    coalesce(sum(a.credits_used) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0)::integer AS credits_used_30d,
    coalesce(sum(a.total_calls) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS calls_7d,
    coalesce(sum(a.successful_calls) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS successful_calls_7d,
    coalesce(sum(a.leads_generated) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS leads_7d,
    coalesce(sum(a.qualified_leads) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS qualified_leads_7d,
    coalesce(sum(a.credits_used) FILTER (WHERE a.date > t.today - 7 AND a.date <= t.today), 0)::integer AS credits_used_7d,
    coalesce(sum(a.total_calls), 0)::integer AS calls_lifetime,
    coalesce(sum(a.successful_calls), 0)::integer AS successful_calls_lifetime,
    coalesce(sum(a.total_duration_minutes), 0)::integer AS duration_minutes_lifetime,
    coalesce(sum(a.leads_generated), 0)::integer AS leads_lifetime,
    coalesce(sum(a.qualified_leads), 0)::integer AS qualified_leads_lifetime,
    coalesce(sum(a.total_cta_interactions), 0)::integer AS cta_interactions_lifetime,
    coalesce(sum(a.credits_used), 0)::integer AS credits_used_lifetime,
    max(a.date) FILTER (WHERE a.total_calls > 0) AS last_call_date
  FROM today t LEFT JOIN user_daily_analytics a ON a.user_id = t.user_id
  GROUP BY t.user_id, t.today
), agent_figures AS (
  SELECT g.user_id, g.id, g.name, g.is_active,
    coalesce(sum(a.total_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0) AS calls_30d,
    coalesce(sum(a.successful_calls) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0) AS successful_calls_30d,
    coalesce(sum(a.leads_generated) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0) AS leads_30d,
    coalesce(sum(a.qualified_leads) FILTER (WHERE a.date > t.today - 30 AND a.date <= t.today), 0) AS qualified_leads_30d,
    coalesce(sum(a.total_calls), 0) AS calls_lifetime,
    coalesce(sum(a.leads_generated), 0) AS leads_lifetime,
    coalesce(sum(a.qualified_leads), 0) AS qualified_leads_lifetime
  FROM agents g JOIN today t ON t.user_id = g.user_id
  LEFT JOIN agent_analytics a ON a.agent_id = g.id AND a.user_id = g.user_id AND a.hour IS NULL
  GROUP BY g.user_id, g.id, g.name, g.is_active
), agent_summaries AS (
  SELECT user_id, jsonb_agg(jsonb_build_object(
      'agent_id', id, 'name', name, 'is_active', is_active, 'calls_30d', calls_30d, 'successful_calls_30d', successful_calls_30d,
      'leads_30d', leads_30d, 'qualified_leads_30d', qualified_leads_30d,
      'success_rate_30d', round(100.0 * successful_calls_30d / nullif(calls_30d, 0), 2),
      'conversion_rate_30d', round(100.0 * leads_30d / nullif(calls_30d, 0), 2),
      'calls_lifetime', calls_lifetime, 'leads_lifetime', leads_lifetime, 'qualified_leads_lifetime', qualified_leads_lifetime)
    ORDER BY qualified_leads_30d DESC, leads_30d DESC, successful_calls_30d DESC, id) AS agents_summary
  FROM agent_figures GROUP BY user_id
), best AS (
  SELECT f.user_id, f.id AS agent_id, f.calls_30d::integer AS calls, round(100.0 * f.leads_30d / f.calls_30d, 2) AS conversion_rate
  FROM today t JOIN agent_figures f ON f.user_id = t.user_id AND f.id = find_best_agent(t.user_id, t.today - 29, t.today)
), agent_counts AS (
  SELECT user_id, count(*)::integer AS total, count(*) FILTER (WHERE is_active)::integer AS active FROM agents GROUP BY user_id
)
SELECT p.*,
  round(100.0 * p.successful_calls_30d / nullif(p.calls_30d, 0), 2) AS success_rate_30d,
  round(100.0 * p.answered_calls_30d / nullif(p.calls_30d, 0), 2) AS answer_rate_30d,
  round(100.0 * p.leads_30d / nullif(p.calls_30d, 0), 2) AS conversion_rate_30d,
  round(100.0 * p.leads_7d / nullif(p.calls_7d, 0), 2) AS conversion_rate_7d,
  round(100.0 * p.leads_lifetime / nullif(p.calls_lifetime, 0), 2) AS conversion_rate_lifetime,
  coalesce(c.total, 0) AS agents_total,
  coalesce(c.active, 0) AS agents_active,
  b.agent_id AS best_agent_id,
  b.calls AS best_agent_calls_30d,
  b.conversion_rate AS best_agent_conversion_rate_30d,
  coalesce(s.agents_summary, '[]') AS agents_summary,
  now() AS refreshed_at
FROM periods p
LEFT JOIN best b ON b.user_id = p.user_id
LEFT JOIN agent_summaries s ON s.user_id = p.user_id
LEFT JOIN agent_counts c ON c.user_id = p.user_id;

CREATE UNIQUE INDEX IF NOT EXISTS user_kpi_summary_user_id_key ON user_kpi_summary (user_id);
COMMENT ON INDEX user_kpi_summary_user_id_key IS 'One row a user; lets the summary be refreshed while it is read';
COMMENT ON MATERIALIZED VIEW user_kpi_summary IS
  'Each user''s figures of the past 30 and 7 days and of all time, as of refreshed_at, with a summary of each agent and the best one, as find_best_agent has it';

-- A materialised view carries no policies: tenants see their own row of it here, and filters of theirs run only on that row.
CREATE OR REPLACE VIEW my_kpi_summary WITH (security_barrier = true) AS
SELECT * FROM user_kpi_summary WHERE user_id = (SELECT app_user_id());
COMMENT ON VIEW my_kpi_summary IS 'The row of user_kpi_summary of the tenant named in app.user_id';

-- object: customers/last_interaction.sql sha256:770f8b2370d39f86dfca90c40b3292469e052f93e993db9e40583e4c22230f29
-- A customer was last in touch at the newest of its counted calls, its follow-ups that were done, and what was noted about it or its calls.
-- New ones move the moment on, also past one that somebody gave; only when the one that it rests on goes is it looked for again.
-- depends on: core/absent_transition_tables.sql
CREATE OR REPLACE FUNCTION find_last_interaction(customer uuid, tenant uuid, contact uuid, person text) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT greatest(
    (SELECT max(c.started_at) FROM calls c WHERE c.user_id = tenant AND c.contact_id = contact AND c.is_counted),
    (SELECT max(c.started_at) FROM calls c WHERE c.user_id = tenant AND c.person_key = person AND c.is_counted),
    (SELECT max(f.completed_at) FROM follow_ups f WHERE f.user_id = tenant AND f.person_key = person AND f.is_completed),
    (SELECT max(e.created_at) FROM customer_events e WHERE e.customer_id = customer AND e.kind = 'note_changed'))
$$;
COMMENT ON FUNCTION find_last_interaction(uuid, uuid, uuid, text) IS
  'The newest counted call, done follow-up or note of a customer, by its contact and its person';

CREATE OR REPLACE FUNCTION trg_customers_from_calls() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  WITH gained AS (
    SELECT n.user_id, n.contact_id, n.person_key,
      CASE WHEN n.notes IS DISTINCT FROM o.notes THEN now() ELSE n.started_at END AS moment
    FROM calls_new n LEFT JOIN calls_old o ON o.id = n.id
    WHERE n.is_counted AND (n.user_id, n.contact_id, n.person_key, n.started_at, n.is_counted, n.notes)
      IS DISTINCT FROM (o.user_id, o.contact_id, o.person_key, o.started_at, o.is_counted, o.notes)
  ), touched AS (
    SELECT id, max(moment) AS moment FROM (
      SELECT m.id, g.moment FROM gained g JOIN customers m ON m.contact_id = g.contact_id AND m.user_id = g.user_id
      UNION ALL
      SELECT m.id, g.moment FROM gained g JOIN customers m ON m.user_id = g.user_id AND m.person_key = g.person_key
    ) each GROUP BY id
  )
  UPDATE customers m SET last_interaction_date = t.moment
  FROM touched t WHERE m.id = t.id AND (m.last_interaction_date IS NULL OR m.last_interaction_date < t.moment);
  IF TG_OP = 'INSERT' THEN
    RETURN NULL;
  END IF;

  WITH lost AS (
    SELECT o.user_id, o.contact_id, o.person_key, o.started_at FROM calls_old o LEFT JOIN calls_new n ON n.id = o.id
    WHERE o.is_counted AND (n.user_id, n.contact_id, n.person_key, n.started_at, n.is_counted)
      IS DISTINCT FROM (o.user_id, o.contact_id, o.person_key, o.started_at, o.is_counted)
  ), resting AS (
    SELECT m.id FROM lost l JOIN customers m
      ON m.contact_id = l.contact_id AND m.user_id = l.user_id AND m.last_interaction_date = l.started_at
    UNION
    SELECT m.id FROM lost l JOIN customers m
      ON m.user_id = l.user_id AND m.person_key = l.person_key AND m.last_interaction_date = l.started_at
  )
  UPDATE customers m SET last_interaction_date = find_last_interaction(m.id, m.user_id, m.contact_id, m.person_key)
  FROM resting r WHERE m.id = r.id;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_customers_from_calls() IS 'A customer was last in touch at its newest counted call, or later';

CREATE OR REPLACE TRIGGER trigger_customers_from_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_customers_from_calls();

CREATE OR REPLACE TRIGGER trigger_customers_from_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_customers_from_calls();

CREATE OR REPLACE TRIGGER trigger_customers_from_calls_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_customers_from_calls();

CREATE OR REPLACE FUNCTION trg_customers_from_follow_ups() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NEW.is_completed THEN
    UPDATE customers SET last_interaction_date = NEW.completed_at
    WHERE user_id = NEW.user_id AND person_key = NEW.person_key
      AND (last_interaction_date IS NULL OR last_interaction_date < NEW.completed_at);
  ELSE
    UPDATE customers SET last_interaction_date = find_last_interaction(id, user_id, contact_id, person_key)
    WHERE user_id = OLD.user_id AND person_key = OLD.person_key AND last_interaction_date = OLD.completed_at;
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_customers_from_follow_ups() IS 'A customer was last in touch when a follow-up was done, until that is taken back';

CREATE OR REPLACE TRIGGER trigger_customers_from_follow_up_insert
  AFTER INSERT ON follow_ups
  FOR EACH ROW WHEN (NEW.is_completed) EXECUTE FUNCTION trg_customers_from_follow_ups();

CREATE OR REPLACE TRIGGER trigger_customers_from_follow_up_update
  AFTER UPDATE OF is_completed ON follow_ups
  FOR EACH ROW WHEN (NEW.is_completed <> OLD.is_completed) EXECUTE FUNCTION trg_customers_from_follow_ups();

CREATE OR REPLACE FUNCTION trg_customers_last_interaction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.last_interaction_date := find_last_interaction(NEW.id, NEW.user_id, NEW.contact_id, NEW.person_key);
  ELSE
    NEW.last_interaction_date := greatest(NEW.last_interaction_date, clock_timestamp());
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_customers_last_interaction() IS 'A new customer was last in touch at its newest call; a note is an interaction';

CREATE OR REPLACE TRIGGER trigger_customers_last_interaction_insert
  BEFORE INSERT ON customers
  FOR EACH ROW WHEN (NEW.last_interaction_date IS NULL) EXECUTE FUNCTION trg_customers_last_interaction();

CREATE OR REPLACE TRIGGER trigger_customers_last_interaction_update
  BEFORE UPDATE OF notes ON customers
  FOR EACH ROW WHEN (NEW.notes IS DISTINCT FROM OLD.notes) EXECUTE FUNCTION trg_customers_last_interaction();

-- object: kpi/scheduled_refresh_user_kpi_summary.sql sha256:b5792fb741218fc473b2365e6cabda7d8d8a50fb6c4d39f4268eb5f5f9364924
-- The KPI summary is refreshed when it is stale and not more often than the setting allows; of two at once, one works. When that was and
-- how long it took is logged to system_config.
-- depends on: kpi/user_kpi_summary.sql
-- depends on: kpi/is_kpi_summary_stale.sql
CREATE OR REPLACE FUNCTION scheduled_refresh_user_kpi_summary(force boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  state kpi_refresh_state;
  started timestamptz := clock_timestamp();
  marker bigint;
  snapshot pg_snapshot;
  own bigint;
  open bigint[];
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('user_kpi_summary')) THEN
    RETURN 'busy';
  END IF;
  -- In this order: whoever moves the sequence later is seen by the next run, whoever moved it before and has not ended is
  -- among the transactions that are open in the snapshot or began before this one.
  SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO marker FROM kpi_staleness_seq;
  snapshot := pg_current_snapshot();
  SELECT * INTO STRICT state FROM kpi_refresh_state;

  IF NOT force THEN
    IF state.refreshed_at > started - make_interval(mins => setting_integer('kpi_refresh_interval_minutes')) THEN
      RETURN 'too soon';
    END IF;
    IF NOT is_kpi_summary_stale() THEN
      RETURN 'fresh';
    END IF;
  END IF;

  own := pg_current_xact_id()::text::bigint;
  -- Whoever moved the sequence holds its lock until the end of the transaction.
  WITH locks AS MATERIALIZED (
    SELECT * FROM pg_locks WHERE granted AND pid <> pg_backend_pid()
  ), movers AS (
    SELECT held.transactionid AS xid FROM locks moved JOIN locks held ON held.pid = moved.pid AND held.locktype = 'transactionid'
    WHERE moved.locktype = 'relation' AND moved.relation = 'kpi_staleness_seq'::regclass AND moved.mode = 'RowExclusiveLock'
      AND moved.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
  )
  SELECT coalesce(array_agg(xids.xid ORDER BY xids.xid), '{}') INTO open FROM (
    SELECT xip::text::bigint AS xid FROM pg_snapshot_xip(snapshot) xip
    UNION
    SELECT generate_series(pg_snapshot_xmax(snapshot)::text::bigint, own - 1)
  ) xids
  WHERE (xids.xid & 4294967295)::text::xid IN (SELECT m.xid FROM movers m);
  REFRESH MATERIALIZED VIEW CONCURRENTLY user_kpi_summary;
  UPDATE kpi_refresh_state SET refreshed_at = started, seen_marker = marker,
    seen_snapshot = format('%s:%s:%s', coalesce(open[1], own), own, array_to_string(open, ',')),
    duration_ms = extract(epoch FROM clock_timestamp() - started) * 1000
  RETURNING * INTO state;
  INSERT INTO system_config AS t (config_key, config_value, value_type, default_value, description) VALUES
    ('kpi_refresh_last_run_at', to_char(started AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'string', '',
      'When user_kpi_summary was last refreshed; written by the refresh'),
    ('kpi_refresh_last_duration_ms', state.duration_ms::text, 'integer', '0',
      'Milliseconds that the last refresh of user_kpi_summary took; written by the refresh')
  ON CONFLICT (config_key) DO UPDATE SET config_value = excluded.config_value, updated_by = NULL;
  RETURN 'refreshed';
END $$;
COMMENT ON FUNCTION scheduled_refresh_user_kpi_summary(boolean) IS
  'Refreshes user_kpi_summary concurrently when it is stale and kpi_refresh_interval_minutes have passed, or when forced; returns refreshed, fresh, too soon or busy';

-- object: reports/recent_call_analytics.sql sha256:67fd1de2c9c942bb4b250d900b3d9917fdb49376a76c3e1630c08863f8aa83e2
-- The cached days of the past 30 in their tenant's zone, with whose they are; a tenant sees its own.
CREATE OR REPLACE VIEW recent_call_analytics WITH (security_invoker = true) AS
SELECT c.user_id, u.email, u.name, c.date_period, c.total_calls, c.successful_calls, c.failed_calls, c.inbound_calls,
  c.outbound_calls, c.connection_rate, c.success_rate, c.total_call_duration, c.average_call_duration, c.leads_generated,
  c.hot_leads, c.warm_leads, c.cold_leads, c.conversion_rate, c.credits_used,
  c.qualified_leads, c.pricing_clicks, c.demo_requests, c.followup_requests, c.sample_requests, c.human_escalations
FROM call_analytics_cache c JOIN users u ON u.id = c.user_id
WHERE c.period_type = 'daily' AND c.date_period > (now() AT TIME ZONE u.timezone)::date - 30
  AND c.date_period <= (now() AT TIME ZONE u.timezone)::date;
COMMENT ON VIEW recent_call_analytics IS 'Daily rows of call_analytics_cache of the past 30 days, with their users';

-- object: rollups/batch_calculate_call_analytics.sql sha256:a0a17c02b21ad384e419f512b466cdee84dbd5e6b7c41aac47d5e405cb95dd17
-- Counts every active tenant's rollups and trends of one day anew, and says how many tenants that were. Tenants are taken in the
-- order in which their rollups are held everywhere, and writers wait for the whole: the nightly task names one tenant a transaction.
DROP FUNCTION IF EXISTS batch_calculate_call_analytics(date);
CREATE OR REPLACE FUNCTION batch_calculate_call_analytics(day date, only_tenant uuid DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  tenant uuid;
  tenants integer := 0;
BEGIN
  FOR tenant IN SELECT id FROM users WHERE is_active AND (only_tenant IS NULL OR id = only_tenant) ORDER BY hashtext(id::text) LOOP
    PERFORM rebuild_user_analytics(tenant, day, day);
    PERFORM rebuild_user_daily_analytics(tenant, day, day);
    PERFORM rebuild_call_analytics_cache(tenant, day, day);
    PERFORM rebuild_call_segment_analytics(tenant, day, day);
    PERFORM rebuild_agent_targets(tenant, day, day);
    PERFORM rebuild_agent_performance_trends(tenant, day, day);
    PERFORM rebuild_leads(tenant, day, day);
    PERFORM rebuild_call_searches(tenant, day, day);
    tenants := tenants + 1;
  END LOOP;
  RETURN tenants;
END $$;

