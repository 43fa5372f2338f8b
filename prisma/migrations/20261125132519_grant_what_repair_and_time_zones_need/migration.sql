-- object: audit/allowed_rights.sql sha256:3bdad139ace22cbce7db8d4fa604bd2cdb9bd338050c8783f70c34e5d0efce38
-- Every right that a role of the application or everybody may hold, at most: by table and column, view, sequence and function.
-- It repeats security/2_grants.sql on purpose: a right is given in two places, and one that is only granted is a finding.
CREATE OR REPLACE FUNCTION list_allowed_rights() RETURNS TABLE (role_name text, object_name text, privilege text, columns text[])
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  -- A star is the whole table, its later columns included.
  SELECT role, object, unnest(string_to_array(privileges, ' ')), regexp_split_to_array(columns, '\s+')
  FROM (VALUES
    ('app_tenant', 'users', 'SELECT', 'id email name credits role email_verified is_active auth_provider timezone created_at updated_at'),
    ('app_tenant', 'users', 'UPDATE', 'name timezone'),
    ('app_tenant', 'agents', 'SELECT', '*'),
    ('app_tenant', 'contacts', 'SELECT DELETE', '*'),
    ('app_tenant', 'contacts', 'INSERT', 'id user_id name phone_number email company notes auto_creation_source'),
    ('app_tenant', 'contacts', 'UPDATE', 'name phone_number email company notes'),
    ('app_tenant', 'calls', 'SELECT', '*'),
    ('app_tenant', 'calls', 'UPDATE', 'recording_url recording_storage_key'),
    ('app_tenant', 'transcripts', 'SELECT', '*'),
    ('app_tenant', 'lead_analytics', 'SELECT', '*'),
    ('app_tenant', 'lead_analytics', 'UPDATE', 'is_read'),
    ('app_tenant', 'agent_call_outcomes', 'SELECT', '*'),
    ('app_tenant', 'credit_transactions', 'SELECT', '*'),
    ('app_tenant', 'agent_analytics', 'SELECT', '*'),
    ('app_tenant', 'user_analytics', 'SELECT', '*'),
    ('app_tenant', 'user_daily_analytics', 'SELECT', '*'),
    ('app_tenant', 'call_analytics_cache', 'SELECT', '*'),
    ('app_tenant', 'agent_performance_trends', 'SELECT', '*'),
    ('app_tenant', 'phone_numbers', 'SELECT',
      'id name phone_number elevenlabs_phone_number_id assigned_to_user_id is_active created_at updated_at'),
    ('app_tenant', 'follow_ups', 'SELECT DELETE', '*'),
    ('app_tenant', 'follow_ups', 'INSERT',
      'id user_id lead_phone lead_email lead_name follow_up_date remark is_completed follow_up_status completed_at'),
    ('app_tenant', 'follow_ups', 'UPDATE',
      'lead_phone lead_email lead_name follow_up_date remark is_completed follow_up_status completed_at'),
    ('app_tenant', 'customers', 'SELECT DELETE', '*'),
    ('app_tenant', 'customers', 'INSERT', 'id user_id contact_id customer_reference_number name email phone company status
      conversion_date original_lead_source assigned_sales_rep last_interaction_date notes'),
    ('app_tenant', 'customers', 'UPDATE', 'name email phone company status conversion_date original_lead_source assigned_sales_rep
      last_interaction_date notes'),
    ('app_tenant', 'agent_targets', 'SELECT DELETE', '*'),
    ('app_tenant', 'agent_targets', 'INSERT', 'id agent_id user_id target_date target_type target_calls target_success_rate
      target_leads target_conversion_rate'),
    ('app_tenant', 'agent_targets', 'UPDATE', 'target_calls target_success_rate target_leads target_conversion_rate'),
    ('app_tenant', 'dashboard_cache', 'SELECT DELETE', '*'),
    ('app_tenant', 'dashboard_cache', 'INSERT', 'id user_id cache_key cache_data expires_at'),
    ('app_tenant', 'dashboard_cache', 'UPDATE', 'cache_data expires_at'),
    ('app_tenant', 'user_stats', 'SELECT', '*'),
    ('app_tenant', 'agent_performance_summary', 'SELECT', '*'),
    ('app_tenant', 'call_source_analytics', 'SELECT', '*'),
    ('app_tenant', 'recent_call_analytics', 'SELECT', '*'),
    ('app_tenant', 'my_kpi_summary', 'SELECT', '*'),
    ('app_ingest', 'webhook_events', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'calls', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'contacts', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'transcripts', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'lead_analytics', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_ingest', 'agent_call_outcomes', 'SELECT INSERT UPDATE', '*'),
    ('app_ingest', 'credit_transactions', 'SELECT', '*'),
    ('app_ingest', 'credit_transactions', 'INSERT', 'id user_id type amount description call_id conversation_id is_correction
      quantity_seconds quantity_minutes unit_credits occurred_at'),
    ('app_ingest', 'agents', 'SELECT', '*'),
    ('app_ingest', 'system_config', 'SELECT', '*'),
    ('app_ingest', 'users', 'SELECT', 'id timezone is_active updated_at'),
    ('app_ingest', 'users', 'UPDATE', 'updated_at'),
    ('app_auth', 'users', 'SELECT', '*'),
    ('app_auth', 'system_config', 'SELECT', '*'),
    ('app_auth', 'user_sessions', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'login_attempts', 'SELECT INSERT', '*'),
    ('app_auth', 'password_reset_attempts', 'SELECT INSERT', '*'),
    ('app_auth', 'password_reset_attempts', 'UPDATE', 'success'),
    ('app_job', 'list_previous_days(timestamp with time zone)', 'EXECUTE', '*'),
    ('app_job', 'job_runs', 'SELECT INSERT UPDATE', '*'),
    ('app_job', 'job_schedule', 'SELECT INSERT UPDATE', '*'),
    ('app_job', 'audit_findings', 'SELECT INSERT UPDATE', '*'),
    ('app_admin', 'system_config', 'SELECT', '*'),
    ('app_admin', 'system_config', 'UPDATE', 'config_value updated_by'),
    ('app_admin', 'admin_audit_log', 'INSERT', 'id admin_user_id action resource_type resource_id target_user_id details ip_address user_agent'),
    ('app_admin', 'job_runs', 'SELECT', '*'),
    ('app_admin', 'job_schedule', 'SELECT', '*'),
    ('app_admin', 'audit_findings', 'SELECT', '*'),
    ('app_admin', 'kpi_refresh_state', 'SELECT', '*'),
    ('app_admin', 'trigger_error_log', 'SELECT', '*')
  ) tables (role, object, privileges, columns)
  UNION ALL
  SELECT role, unnest(string_to_array(functions, ' ')), 'EXECUTE', ARRAY['*'] FROM (VALUES
    ('app_tenant', 'app_user_id() uuid_v7() is_time_zone(text) request_time_zone(text)'),
    ('app_ingest', 'app_user_id() uuid_v7() is_time_zone(text) wake_ingestion() readiness()'),
    ('app_auth', 'app_user_id() uuid_v7() is_time_zone(text)'),
    ('app_job', 'uuid_v7() list_tenants() list_days_to_repair(uuid) scheduled_refresh_user_kpi_summary(boolean)'),
    ('app_job', 'list_tenants_with_stale_trends() refresh_stale_trends(uuid) change_time_zone(uuid,text)'),
    ('app_job', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid) batch_calculate_call_analytics(date)'),
    ('app_job', 'cleanup_trigger_error_log(integer,integer) cleanup_expired_sessions(integer) cleanup_old_job_runs(integer)'),
    ('app_job', 'cleanup_old_login_attempts(integer) cleanup_old_password_reset_attempts(integer)'),
    ('app_job', 'cleanup_expired_dashboard_cache(integer) rebuild_agent_analytics(uuid,date,date)'),
    ('app_job', 'rebuild_user_analytics(uuid,date,date) rebuild_user_daily_analytics(uuid,date,date)'),
    ('app_job', 'rebuild_call_analytics_cache(uuid,date,date) rebuild_agent_targets(uuid,date,date)'),
    ('app_job', 'rebuild_agent_performance_trends(uuid,date,date)'),
    ('app_admin', 'get_cache_trigger_health() test_cache_invalidation(text,uuid)'),
    ('app_admin', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid)')
  ) functions (role, functions)
$$;
COMMENT ON FUNCTION list_allowed_rights() IS 'What the roles of the application may do, at most; security/2_grants.sql gives it to them';

-- object: security/1_row_level_security.sql sha256:574f16cee6defcebf8bf12f0c3e7aac64078336a53a3c9ecd63408a74f55549b
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
    'agent_analytics', 'user_analytics', 'user_sessions', 'webhook_events', 'phone_numbers', 'follow_ups', 'customers',
    'user_daily_analytics', 'call_analytics_cache', 'dashboard_cache', 'agent_performance_trends', 'agent_targets'
  ] LOOP
    tenant_column := CASE name WHEN 'users' THEN 'id' WHEN 'phone_numbers' THEN 'assigned_to_user_id' ELSE 'user_id' END;
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
  -- A conversation becomes the charge of its call or the refund of a correction, and no other entry.
  DROP POLICY IF EXISTS ingest_sees_all ON public.credit_transactions;
  DROP POLICY IF EXISTS ingest_reads_ledger ON public.credit_transactions;
  CREATE POLICY ingest_reads_ledger ON public.credit_transactions FOR SELECT TO app_ingest USING (true);
  DROP POLICY IF EXISTS ingest_charges_calls ON public.credit_transactions;
  CREATE POLICY ingest_charges_calls ON public.credit_transactions FOR INSERT TO app_ingest WITH CHECK (
    call_id IS NOT NULL AND conversation_id IS NOT NULL AND (type = 'usage' OR type = 'refund' AND is_correction AND amount > 0));
  FOREACH name IN ARRAY ARRAY['users', 'user_sessions'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS auth_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY auth_sees_all ON public.%I TO app_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
  -- What no tenant may see is closed to all but the owner and the roles that grants name.
  FOREACH name IN ARRAY ARRAY['login_attempts', 'password_reset_attempts', 'admin_audit_log', 'audit_findings', 'stale_trends'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('DROP POLICY IF EXISTS owner_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY owner_sees_all ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['login_attempts', 'password_reset_attempts'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS auth_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY auth_sees_all ON public.%I TO app_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
  DROP POLICY IF EXISTS job_sees_all ON public.audit_findings;
  CREATE POLICY job_sees_all ON public.audit_findings TO app_job USING (true) WITH CHECK (true);
  FOREACH name IN ARRAY ARRAY['admin_audit_log', 'audit_findings'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS admin_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY admin_sees_all ON public.%I TO app_admin USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

-- object: security/2_grants.sql sha256:41652aa295d996894ac17b8d34c4d785da18bc67e82a4dc837d8487265c89940
-- Each role has just what its work needs; nobody but the owner alters a table or reads what this page does not name. A right that
-- is granted here is entered in audit/allowed_rights.sql as well, on purpose: one that is only granted is a finding.
-- depends on: targets/rebuild_agent_targets.sql
-- depends on: targets/rebuild_agent_performance_trends.sql
-- depends on: targets/refresh_stale_trends.sql
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
GRANT EXECUTE ON FUNCTION request_time_zone(text) TO app_tenant;
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
GRANT INSERT (id, user_id, lead_phone, lead_email, lead_name, follow_up_date, remark, is_completed, follow_up_status, completed_at),
  UPDATE (lead_phone, lead_email, lead_name, follow_up_date, remark, is_completed, follow_up_status, completed_at)
  ON follow_ups TO app_tenant;
GRANT INSERT (id, user_id, contact_id, customer_reference_number, name, email, phone, company, status, conversion_date,
    original_lead_source, assigned_sales_rep, last_interaction_date, notes),
  UPDATE (name, email, phone, company, status, conversion_date, original_lead_source, assigned_sales_rep,
  last_interaction_date, notes) ON customers TO app_tenant;
GRANT INSERT (id, agent_id, user_id, target_date, target_type, target_calls, target_success_rate, target_leads, target_conversion_rate),
  UPDATE (target_calls, target_success_rate, target_leads, target_conversion_rate) ON agent_targets TO app_tenant;
GRANT INSERT (id, user_id, cache_key, cache_data, expires_at), UPDATE (cache_data, expires_at), DELETE ON dashboard_cache TO app_tenant;

-- Ingestion: the inbox, and what a conversation becomes. UPDATE on one column of users is what a row lock asks for.
GRANT SELECT, INSERT, UPDATE ON webhook_events, calls, contacts, transcripts, lead_analytics, agent_call_outcomes TO app_ingest;
GRANT DELETE ON lead_analytics TO app_ingest;
GRANT SELECT, INSERT (id, user_id, type, amount, description, call_id, conversation_id, is_correction, quantity_seconds,
  quantity_minutes, unit_credits, occurred_at) ON credit_transactions TO app_ingest;
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
  audit_data_isolation(uuid), list_previous_days(timestamptz), list_tenants(), list_days_to_repair(uuid),
  list_tenants_with_stale_trends(), refresh_stale_trends(uuid), change_time_zone(uuid, text), uuid_v7() TO app_job;
GRANT SELECT, INSERT, UPDATE ON job_runs, job_schedule, audit_findings TO app_job;
GRANT EXECUTE ON FUNCTION rebuild_agent_analytics(uuid, date, date), rebuild_user_analytics(uuid, date, date),
  rebuild_user_daily_analytics(uuid, date, date), rebuild_call_analytics_cache(uuid, date, date),
  rebuild_agent_targets(uuid, date, date), rebuild_agent_performance_trends(uuid, date, date),
  batch_calculate_call_analytics(date) TO app_job;

-- Administrators: settings, what says whether the database is in order, and the log of what they did, which only grows.
GRANT SELECT, UPDATE (config_value, updated_by) ON system_config TO app_admin;
GRANT INSERT (id, admin_user_id, action, resource_type, resource_id, target_user_id, details, ip_address, user_agent)
  ON admin_audit_log TO app_admin;
GRANT SELECT ON job_runs, job_schedule, audit_findings, kpi_refresh_state, trigger_error_log TO app_admin;
GRANT EXECUTE ON FUNCTION get_cache_trigger_health(), test_cache_invalidation(text, uuid), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid) TO app_admin;

-- Reports: a tenant sees its own rows, by the policies of what they read or by the view's own condition.
GRANT SELECT ON user_stats, agent_performance_summary, call_source_analytics, recent_call_analytics, my_kpi_summary TO app_tenant;

-- object: targets/mark_trends_stale.sql sha256:97cc53699d593265819e95db947e9d47e634816591e96f7255ba7b909c72b3f3
-- A change of an agent's day makes its periods' trends and those that follow stale: the day waits in stale_trends until an hourly task
-- has made them anew. It is written while the rollups are held, so the task takes the day either with the change or not at all.
CREATE OR REPLACE FUNCTION trg_mark_trends_stale() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM agent_days_new UNION SELECT user_id FROM agent_days_old));
  -- A tenant that goes takes its agents' days along: nobody asks for their trends any more.
  INSERT INTO stale_trends (tenant_id, day)
  SELECT changed.user_id, changed.date
  FROM (SELECT user_id, date FROM agent_days_new UNION SELECT user_id, date FROM agent_days_old) changed
  WHERE EXISTS (SELECT FROM users WHERE users.id = changed.user_id)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_mark_trends_stale() IS 'A day whose agents'' figures changed waits for its trends to be made anew';

CREATE OR REPLACE TRIGGER trigger_mark_trends_stale_insert
  AFTER INSERT ON agent_analytics REFERENCING NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_trends_stale();

CREATE OR REPLACE TRIGGER trigger_mark_trends_stale_update
  AFTER UPDATE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old NEW TABLE AS agent_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_trends_stale();

CREATE OR REPLACE TRIGGER trigger_mark_trends_stale_delete
  AFTER DELETE ON agent_analytics REFERENCING OLD TABLE AS agent_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_trends_stale();

-- object: zz_comments/z_derived.sql sha256:7db08add470f2cd89d51d2780abd879a10eff2a483045b5544cb3b0def5b4253
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
        ('agent_days', 'agent_analytics'), ('changed', 'calls')) pair (stand_in, name)
      JOIN pg_class c ON c.relnamespace = 'absent'::regnamespace AND c.relname IN (stand_in || '_old', stand_in || '_new')
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      JOIN pg_attribute source ON source.attrelid = ('public.' || pair.name)::regclass AND source.attname = a.attname
  LOOP
    EXECUTE sentence;
  END LOOP;
END $$;
