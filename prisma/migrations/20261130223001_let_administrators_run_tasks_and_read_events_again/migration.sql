-- object: audit/allowed_rights.sql sha256:d677bac3037c7468bda1d135d6c53d6e5125194883191e376f5c83654253593f
-- Every right that a role of the application or everybody may hold, at most: by table and column, view, sequence and function.
-- It repeats security/grants.sql on purpose: a right is given in two places, and one that is only granted is a finding.
CREATE OR REPLACE FUNCTION list_allowed_rights() RETURNS TABLE (role_name text, object_name text, privilege text, columns text[])
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  -- A star is the whole table, its later columns included.
  SELECT role, object, unnest(string_to_array(privileges, ' ')), regexp_split_to_array(columns, '\s+')
  FROM (VALUES
    ('app_tenant', 'users', 'SELECT', 'id email name credits role email_verified is_active auth_provider timezone country delete_after
      password_changed_at notifications_read_until created_at updated_at'),
    ('app_tenant', 'users', 'UPDATE', 'name country notifications_read_until'),
    ('app_tenant', 'agents', 'SELECT', '*'),
    ('app_tenant', 'contacts', 'SELECT DELETE', '*'),
    ('app_tenant', 'contacts', 'INSERT', 'id user_id name phone_number phone_extension email company notes auto_creation_source import_id'),
    ('app_tenant', 'contacts', 'UPDATE', 'name phone_number phone_extension email company notes'),
    ('app_tenant', 'contact_imports', 'SELECT DELETE', '*'),
    ('app_tenant', 'contact_imports', 'INSERT', 'id user_id file_name file_bytes storage_key encoding separator has_header columns
      header_digest mapping known_contacts country row_count'),
    ('app_tenant', 'contact_imports', 'UPDATE', 'status encoding separator has_header columns header_digest mapping known_contacts country row_count
      rows_done created_count numberless_count left_out_count updated_count skipped_count undone_count kept_count failure work_id cancel_requested_at started_at finished_at undone_at'),
    ('app_tenant', 'contact_import_rows', 'SELECT DELETE', '*'),
    ('app_tenant', 'contact_import_rows', 'INSERT', 'import_id user_id row_number line name phone_number phone_extension email company notes
      left_out verdict reason other_line target_contact'),
    ('app_tenant', 'contact_import_rows', 'UPDATE', 'verdict reason other_line target_contact former undo_reason'),
    ('app_tenant', 'deleted_contacts', 'SELECT', 'id user_id deletion_id deleted_at'),
    ('app_tenant', 'calls', 'SELECT', '*'),
    ('app_tenant', 'user_sessions', 'SELECT', 'id user_id auth_provider ip_address user_agent is_active created_at last_used_at
      expires_at second_factor_at ended_at end_reason'),
    ('app_tenant', 'user_sessions', 'UPDATE', 'is_active ended_at end_reason'),
    ('app_tenant', 'oauth_accounts', 'SELECT', 'id user_id provider email last_used_at created_at'),
    ('app_tenant', 'second_factors', 'SELECT', 'user_id confirmed_at created_at'),
    ('app_tenant', 'calls', 'UPDATE', 'recording_url recording_storage_key notes'),
    ('app_tenant', 'transcripts', 'SELECT', '*'),
    ('app_tenant', 'lead_analytics', 'SELECT', '*'),
    ('app_tenant', 'lead_analytics', 'UPDATE', 'is_read override_score override_reason'),
    ('app_tenant', 'leads', 'SELECT', '*'),
    ('app_tenant', 'customer_events', 'SELECT', '*'),
    ('app_tenant', 'agent_call_outcomes', 'SELECT', '*'),
    ('app_tenant', 'agent_call_outcomes', 'UPDATE', 'edited_outcome'),
    ('app_tenant', 'saved_views', 'SELECT DELETE', '*'),
    ('app_tenant', 'saved_views', 'INSERT', 'id user_id page name query position'),
    ('app_tenant', 'saved_views', 'UPDATE', 'name query position'),
    ('app_tenant', 'credit_transactions', 'SELECT', '*'),
    ('app_tenant', 'agent_analytics', 'SELECT', '*'),
    ('app_tenant', 'user_analytics', 'SELECT', '*'),
    ('app_tenant', 'user_daily_analytics', 'SELECT', '*'),
    ('app_tenant', 'call_analytics_cache', 'SELECT', '*'),
    ('app_tenant', 'call_segment_analytics', 'SELECT', '*'),
    ('app_tenant', 'agent_performance_trends', 'SELECT', '*'),
    ('app_tenant', 'phone_numbers', 'SELECT',
      'id name phone_number elevenlabs_phone_number_id assigned_to_user_id is_active created_at updated_at'),
    ('app_tenant', 'follow_ups', 'SELECT DELETE', '*'),
    ('app_tenant', 'follow_ups', 'INSERT',
      'id user_id call_id person_key lead_phone lead_email lead_name follow_up_date remark is_completed follow_up_status completed_at'),
    ('app_tenant', 'follow_ups', 'UPDATE', 'lead_name follow_up_date remark is_completed follow_up_status completed_at'),
    ('app_tenant', 'customers', 'SELECT DELETE', '*'),
    ('app_tenant', 'customers', 'INSERT', 'id user_id contact_id customer_reference_number name email phone company status
      conversion_date original_lead_source assigned_sales_rep last_interaction_date notes person_key origin_call_id'),
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
    ('app_ingest', 'users', 'SELECT', 'id timezone country is_active updated_at'),
    ('app_ingest', 'users', 'UPDATE', 'updated_at'),
    ('app_auth', 'users', 'SELECT', '*'),
    ('app_auth', 'system_config', 'SELECT', '*'),
    ('app_auth', 'users', 'INSERT', 'id email name password_hash password_changed_at email_verified auth_provider timezone country'),
    ('app_auth', 'users', 'UPDATE', 'email name password_hash password_changed_at email_verified delete_after'),
    ('app_auth', 'user_sessions', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'oauth_accounts', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'second_factors', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'second_factor_recovery_codes', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'email_verification_tokens', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'password_reset_tokens', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'rate_limits', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_auth', 'login_attempts', 'SELECT INSERT', '*'),
    ('app_auth', 'login_attempts', 'UPDATE', 'success failure_reason'),
    ('app_auth', 'password_reset_attempts', 'SELECT INSERT', '*'),
    ('app_auth', 'password_reset_attempts', 'UPDATE', 'success'),
    ('app_job', 'list_previous_days(timestamp with time zone)', 'EXECUTE', '*'),
    ('app_job', 'job_runs', 'SELECT INSERT UPDATE', '*'),
    ('app_job', 'job_schedule', 'SELECT INSERT UPDATE', '*'),
    ('app_job', 'audit_findings', 'SELECT INSERT UPDATE', '*'),
    ('app_job', 'job_processes', 'SELECT INSERT UPDATE DELETE', '*'),
    ('app_job', 'job_totals', 'SELECT INSERT UPDATE', '*'),
    ('app_admin', 'system_config', 'SELECT', '*'),
    ('app_admin', 'system_config', 'UPDATE', 'config_value updated_by'),
    ('app_admin', 'admin_audit_log', 'INSERT', 'id admin_user_id action resource_type resource_id target_user_id details ip_address user_agent'),
    ('app_admin', 'request_replay(uuid,timestamp with time zone,timestamp with time zone)', 'EXECUTE', '*'),
    ('app_admin', 'admin_audit_log', 'SELECT', '*'),
    ('app_admin', 'audit_chain_head', 'SELECT', '*'),
    ('app_admin', 'user_notes', 'SELECT', '*'),
    ('app_admin', 'user_notes', 'INSERT', 'id target_user_id admin_user_id note'),
    ('app_admin', 'schedule_user_deletion(uuid,uuid,timestamp with time zone)', 'EXECUTE', '*'),
    ('app_admin', 'users', 'SELECT', 'id email name credits role email_verified is_active auth_provider timezone country delete_after
      password_changed_at created_at updated_at'),
    ('app_admin', 'phone_numbers', 'SELECT', 'id name phone_number assigned_to_user_id is_active created_at updated_at'),
    ('app_admin', 'user_sessions', 'SELECT', 'id user_id last_used_at'),
    ('app_admin', 'second_factors', 'SELECT', 'user_id confirmed_at'),
    ('app_admin', 'webhook_events', 'SELECT', 'id provider status event_type event_at conversation_id user_id call_id reason detail attempts
      delivery_count received_at processed_at provider_agent_id body_bytes'),
    ('app_admin', 'oauth_accounts', 'SELECT', 'id user_id provider last_used_at'),
    ('app_admin', 'credit_transactions', 'SELECT', '*'),
    ('app_admin', 'agents', 'SELECT', '*'),
    ('app_admin', 'agent_analytics', 'SELECT', '*'),
    ('app_admin', 'user_daily_analytics', 'SELECT', '*'),
    ('app_admin', 'call_analytics_cache', 'SELECT', '*'),
    ('app_admin', 'login_attempts', 'SELECT', '*'),
    ('app_admin', 'user_stats', 'SELECT', '*'),
    ('app_admin', 'agent_performance_summary', 'SELECT', '*'),
    ('app_admin', 'recent_call_analytics', 'SELECT', '*'),
    ('app_admin', 'active_user_sessions', 'SELECT', '*'),
    ('app_admin', 'user_login_stats', 'SELECT', '*'),
    ('app_admin', 'user_kpi_summary', 'SELECT', '*'),
    ('app_admin', 'platform_daily_analytics', 'SELECT', '*'),
    ('app_admin', 'platform_totals', 'SELECT', '*'),
    ('app_admin', 'job_runs', 'SELECT', '*'),
    ('app_admin', 'job_schedule', 'SELECT', '*'),
    ('app_admin', 'job_processes', 'SELECT', '*'),
    ('app_admin', 'job_totals', 'SELECT', '*'),
    ('app_admin', 'audit_findings', 'SELECT', '*'),
    ('app_admin', 'kpi_refresh_state', 'SELECT', '*'),
    ('app_admin', 'trigger_error_log', 'SELECT', '*')
  ) tables (role, object, privileges, columns)
  UNION ALL
  SELECT role, unnest(string_to_array(functions, ' ')), 'EXECUTE', ARRAY['*'] FROM (VALUES
    ('app_tenant', 'app_user_id() uuid_v7() is_time_zone(text) request_time_zone(text) find_best_agent(uuid,date,date)'),
    ('app_tenant', 'fold_text(text) contact_lexemes(uuid,text,text,text,text) search_contacts(tsquery,integer)'),
    ('app_tenant', 'delete_contacts(uuid[],uuid) restore_contacts(uuid) merge_contacts(uuid,uuid) request_contact_import(uuid)'),
    ('app_ingest', 'fold_text(text) contact_lexemes(uuid,text,text,text,text)'),
    ('app_tenant', 'matching_calls(tsquery,tsquery,uuid[]) find_calls(tsquery,tsquery,integer) expected_calls(tsquery)'),
    ('app_ingest', 'app_user_id() uuid_v7() is_time_zone(text) wake_ingestion() readiness() link_ledger_to_calls(text[])'),
    ('app_ingest', 'seconds_since_jobs_worked()'),
    ('app_admin', 'inbox_state() queue_state()'),
    ('app_ingest', 'hold_call_searches() release_call_searches(uuid[]) read_search_delay()'),
    ('app_ingest', 'collect_rollup_changes() release_rollup_changes()'),
    ('app_job', 'wake_call_searches() take_call_searches(integer,bigint) call_search_sources(uuid[])'),
    ('app_job', 'write_call_searches(uuid[],text[],text[]) note_call_search_failure(uuid,text)'),
    ('app_auth', 'app_user_id() uuid_v7() is_time_zone(text) request_mail(text,text,uuid) announcement_secret()'),
    ('app_job', 'uuid_v7() list_tenants() list_days_to_repair(uuid) scheduled_refresh_user_kpi_summary(boolean)'),
    ('app_job', 'list_tenants_with_stale_trends() refresh_stale_trends(uuid) change_time_zone(uuid,text)'),
    ('app_job', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid) batch_calculate_call_analytics(date,uuid)'),
    ('app_job', 'cleanup_trigger_error_log(integer,integer) cleanup_expired_sessions(integer) cleanup_old_job_runs(integer)'),
    ('app_job', 'cleanup_expired_rate_limits(integer)'),
    ('app_job', 'cleanup_old_login_attempts(integer) cleanup_old_password_reset_attempts(integer)'),
    ('app_job', 'cleanup_expired_dashboard_cache(integer) rebuild_agent_analytics(uuid,date,date)'),
    ('app_job', 'rebuild_user_analytics(uuid,date,date) rebuild_user_daily_analytics(uuid,date,date)'),
    ('app_job', 'rebuild_call_analytics_cache(uuid,date,date) rebuild_agent_targets(uuid,date,date)'),
    ('app_job', 'rebuild_agent_performance_trends(uuid,date,date) rebuild_call_segment_analytics(uuid,date,date) rebuild_leads(uuid,date,date) rebuild_call_searches(uuid,date,date)'),
    ('app_job', 'cleanup_deleted_contacts(integer) request_stalled_contact_imports()'),
    ('app_job', 'list_contact_imports_to_clean(integer) clean_contact_import(uuid,text)'),
    ('app_job', 'refresh_platform_days() recount_platform_days()'),
    ('app_job', 'list_accounts_to_erase() list_objects_to_erase(uuid,integer) erase_account(uuid,text[],integer)'),
    ('app_admin', 'get_cache_trigger_health() test_cache_invalidation(text,uuid)'),
    ('app_admin', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid)'),
    ('app_admin', 'change_user_role(uuid,uuid,text) set_user_active(uuid,uuid,boolean) verify_audit_chain()'),
    ('app_admin', 'adjust_credits(uuid,uuid,uuid,text,integer,text,uuid) verify_user_address(uuid,uuid) send_user_reset(uuid,uuid)'),
    ('app_admin', 'end_user_sessions(uuid,uuid,uuid) lift_lockout(uuid,uuid) remove_second_factor(uuid,uuid) is_time_zone(text)'),
    ('app_admin', 'request_user_time_zone(uuid,uuid,text)'),
    ('app_admin', 'invite_user(uuid,uuid,text,text,text,text) list_waiting_events(text[])'),
    ('app_admin', 'link_agent(uuid,uuid,uuid,text,text,text) update_agent(uuid,uuid,text,boolean) run_task(uuid,text,text)'),
    ('app_admin', 'list_failed_jobs() settle_failed_job(uuid,bigint,boolean) replay_set_aside(uuid,uuid,text)')
  ) functions (role, functions)
$$;
COMMENT ON FUNCTION list_allowed_rights() IS 'What the roles of the application may do, at most; security/grants.sql gives it to them';

-- object: security/administer_operation.sql sha256:a3226653c3fca92360733e8eb2b02bf99fbf4f6dda6d7d3574daf132d9918c0e
-- What administrators ask of the running installation happens in functions that ask who acts: an active admin or super_admin.
-- depends on: security/administer_accounts.sql
CREATE OR REPLACE FUNCTION require_administrator(acting_user uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM users WHERE id = acting_user AND is_active AND role IN ('admin', 'super_admin')) THEN
    RAISE EXCEPTION 'Only an active administrator may do this.' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;
COMMENT ON FUNCTION require_administrator(uuid) IS 'Refuses whoever is no active administrator';

CREATE OR REPLACE FUNCTION run_task(acting_user uuid, task text, queue text DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_administrator(acting_user);
  IF NOT EXISTS (SELECT FROM job_schedule s WHERE s.task = run_task.task) THEN
    RETURN false;
  END IF;
  -- As the schedule queues it, so that it runs once however often it is asked for.
  PERFORM graphile_worker.add_job(run_task.task, queue_name => queue, job_key => run_task.task, max_attempts => 3);
  RETURN true;
END $$;
COMMENT ON FUNCTION run_task(uuid, text, text) IS 'Has a scheduled task run now; false when there is no such task';

CREATE OR REPLACE FUNCTION list_failed_jobs() RETURNS TABLE (job bigint, task text, attempts integer, failed_at timestamptz, error text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY
    SELECT j.id::bigint, j.task_identifier, j.attempts::integer, j.updated_at, j.last_error
    FROM graphile_worker.jobs j WHERE j.attempts >= j.max_attempts AND j.locked_at IS NULL
    ORDER BY j.updated_at DESC LIMIT 50;
EXCEPTION WHEN invalid_schema_name OR undefined_table THEN
  RETURN;
END $$;
COMMENT ON FUNCTION list_failed_jobs() IS 'Jobs that were given up, the newest first, with their errors';

CREATE OR REPLACE FUNCTION settle_failed_job(acting_user uuid, job bigint, again boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  name text;
BEGIN
  PERFORM require_administrator(acting_user);
  SELECT j.task_identifier INTO name FROM graphile_worker.jobs j
  WHERE j.id = job AND j.attempts >= j.max_attempts AND j.locked_at IS NULL;
  IF name IS NULL THEN
    RETURN NULL;
  END IF;
  IF again THEN
    PERFORM graphile_worker.reschedule_jobs(ARRAY[job], run_at => now(), attempts => 0);
  ELSE
    PERFORM graphile_worker.complete_jobs(ARRAY[job]);
  END IF;
  RETURN name;
END $$;
COMMENT ON FUNCTION settle_failed_job(uuid, bigint, boolean) IS
  'Has a job that was given up tried again, or removes it; the name of its task, NULL when there is no such job';

CREATE OR REPLACE FUNCTION replay_set_aside(acting_user uuid, of_event uuid, of_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  events bigint;
BEGIN
  PERFORM require_administrator(acting_user);
  SELECT count(*) INTO events FROM webhook_events e
  WHERE e.provider = 'elevenlabs' AND e.status = 'quarantined' AND (e.id = of_event OR of_event IS NULL AND e.reason = of_reason);
  IF events > 0 THEN
    PERFORM graphile_worker.add_job(
      'replay-events',
      json_strip_nulls(json_build_object('tenantId', NULL, 'eventId', of_event, 'reason', of_reason,
        'receivedFrom', '-infinity', 'receivedBefore', clock_timestamp() + interval '1 minute')),
      queue_name => 'replay', job_key => 'replay-events ' || coalesce(of_event::text, of_reason), max_attempts => 5);
  END IF;
  RETURN events;
END $$;
COMMENT ON FUNCTION replay_set_aside(uuid, uuid, text) IS
  'Has one event that was set aside, or all that were for a reason, read again by the job processes; how many there are';

-- object: security/row_level_security.sql sha256:9fb271da79586ed6c00f6f22e0f9c53369431f5032cb2c4f61ebdea86c0d556c
-- A tenant's transaction sees and writes the rows of the tenant it names in app.user_id, and none when it names none.
-- depends on: security/app_user_id.sql
-- Security is forced, so the owner too (on behalf of whom triggers run) passes by a policy of its own.
DO $$
DECLARE
  name text;
  tenant_column text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'users', 'agents', 'contacts', 'calls', 'transcripts', 'lead_analytics', 'agent_call_outcomes', 'credit_transactions',
    'agent_analytics', 'user_analytics', 'user_sessions', 'webhook_events', 'phone_numbers', 'follow_ups', 'customers',
    'user_daily_analytics', 'call_analytics_cache', 'dashboard_cache', 'agent_performance_trends', 'agent_targets',
    'oauth_accounts', 'second_factors', 'second_factor_recovery_codes', 'email_verification_tokens', 'password_reset_tokens',
    'call_segment_analytics', 'contact_imports', 'contact_import_rows', 'deleted_contacts', 'leads', 'customer_events',
    'call_searches', 'saved_views',
    'call_search_queue', 'call_search_rebuilds', 'call_search_failures', 'rollup_changes'
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
  FOREACH name IN ARRAY ARRAY['users', 'user_sessions', 'oauth_accounts', 'second_factors', 'second_factor_recovery_codes',
    'email_verification_tokens', 'password_reset_tokens'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS auth_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY auth_sees_all ON public.%I TO app_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
  -- What no tenant may see is closed to all but the owner and the roles that grants name.
  FOREACH name IN ARRAY ARRAY['login_attempts', 'password_reset_attempts', 'admin_audit_log', 'audit_findings', 'stale_trends', 'user_notes'] LOOP
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
  FOREACH name IN ARRAY ARRAY['admin_audit_log', 'audit_findings', 'user_notes'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS admin_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY admin_sees_all ON public.%I TO app_admin USING (true) WITH CHECK (true)', name);
  END LOOP;
  -- What administrators' pages show of every tenant; what they may change has functions that ask who acts.
  FOREACH name IN ARRAY ARRAY['users', 'phone_numbers', 'user_sessions', 'credit_transactions', 'agents', 'agent_analytics',
    'user_daily_analytics', 'call_analytics_cache', 'login_attempts', 'oauth_accounts', 'second_factors', 'webhook_events'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS admin_reads_all ON public.%I', name);
    EXECUTE format('CREATE POLICY admin_reads_all ON public.%I FOR SELECT TO app_admin USING (true)', name);
  END LOOP;
  -- A policy that is made anew has lost its comment.
  FOR name IN
    SELECT format('COMMENT ON POLICY %I ON public.%I IS %L', p.polname, c.relname, CASE p.polname
      WHEN 'tenant_sees_own' THEN 'app_tenant sees and writes the rows of the tenant named in app.user_id'
      WHEN 'ingest_sees_all' THEN 'app_ingest works for every tenant; its grants say on what'
      WHEN 'auth_sees_all' THEN 'app_auth signs in every user; its grants say on what'
      WHEN 'job_sees_all' THEN 'app_job works for every tenant; its grants say on what'
      WHEN 'admin_sees_all' THEN 'app_admin administers every tenant; its grants say what it may do'
      WHEN 'admin_reads_all' THEN 'app_admin reads what its grants name, of every tenant'
      WHEN 'ingest_reads_ledger' THEN 'app_ingest reads what conversations were charged already'
      WHEN 'ingest_charges_calls' THEN 'app_ingest enters the charge of a call or the refund of a correction, and nothing else'
      WHEN 'owner_sees_all' THEN 'The owner, on whose behalf triggers run, passes forced security' END)
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'public'::regnamespace
  LOOP
    EXECUTE name;
  END LOOP;
END $$;

-- object: tables/webhook_events.sql sha256:4eb6a7774d76e051d7675dabaed8c0bbc8dbb892fc0940cb34abfce6d7fea00b
-- What the rules and indexes of webhook_events are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT webhook_events_body_is_in_one_place ON webhook_events IS 'A body lies in the table or in the file storage, never in both or neither';
COMMENT ON CONSTRAINT webhook_events_call_has_a_tenant ON webhook_events IS 'A call is named together with its tenant';
COMMENT ON CONSTRAINT webhook_events_set_aside_with_a_reason ON webhook_events IS 'What is quarantined has a reason';
COMMENT ON INDEX webhook_events_pending_idx IS 'Takes the oldest events that wait to be processed';
COMMENT ON INDEX webhook_events_quarantined_idx IS 'Counts the events that were set aside for somebody to look at';
COMMENT ON INDEX webhook_events_user_id_call_id_idx IS 'Finds the events of a tenant and of a call that is deleted';
COMMENT ON INDEX webhook_events_waiting_idx IS 'Finds the events that wait for something of their conversation';
COMMENT ON INDEX webhook_events_unlinked_idx IS 'Counts the events that wait for their agent to be linked';
COMMENT ON INDEX webhook_events_set_aside_idx IS 'Lists the events that were set aside, the newest first';

-- object: security/grants.sql sha256:beacc6ac4a7c3b2b787711a09be6b5b3b3e5ce02855104920a7db61a4cee6025
-- Each role has just what its work needs; nobody but the owner alters a table or reads what this page does not name. A right that
-- is granted here is entered in audit/allowed_rights.sql as well, on purpose: one that is only granted is a finding.
-- depends on: all others
-- Not limited to the schema: what everybody may do by default can only be taken away everywhere.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;

GRANT EXECUTE ON FUNCTION wake_ingestion(), readiness(), seconds_since_jobs_worked(), link_ledger_to_calls(text[]), hold_call_searches(),
  release_call_searches(uuid[]), collect_rollup_changes(), release_rollup_changes() TO app_ingest;
GRANT EXECUTE ON FUNCTION read_search_delay() TO app_ingest;
GRANT EXECUTE ON FUNCTION app_user_id(), uuid_v7(), is_time_zone(text) TO app_tenant, app_ingest, app_auth;
-- Whoever writes contacts computes what they are found by.
GRANT EXECUTE ON FUNCTION fold_text(text), contact_lexemes(uuid, text, text, text, text) TO app_tenant, app_ingest;

-- Tenants: everything of their own except secrets (password hash, session tokens) and the raw inbox.
GRANT SELECT (id, email, name, credits, role, email_verified, is_active, auth_provider, timezone, country, delete_after,
  password_changed_at, notifications_read_until, created_at, updated_at) ON users TO app_tenant;
GRANT UPDATE (name, country, notifications_read_until) ON users TO app_tenant;
GRANT EXECUTE ON FUNCTION request_time_zone(text) TO app_tenant;
GRANT SELECT ON agents, contacts, calls, transcripts, lead_analytics, agent_call_outcomes, credit_transactions,
  agent_analytics, user_analytics, user_daily_analytics, call_analytics_cache, dashboard_cache, agent_performance_trends,
  agent_targets, follow_ups, customers, call_segment_analytics, leads, customer_events TO app_tenant;
GRANT SELECT (id, name, phone_number, elevenlabs_phone_number_id, assigned_to_user_id, is_active, created_at, updated_at)
  ON phone_numbers TO app_tenant;
GRANT SELECT (id, user_id, auth_provider, ip_address, user_agent, is_active, created_at, last_used_at, expires_at,
  second_factor_at, ended_at, end_reason) ON user_sessions TO app_tenant;
GRANT UPDATE (is_active, ended_at, end_reason) ON user_sessions TO app_tenant;
GRANT SELECT (id, user_id, provider, email, last_used_at, created_at) ON oauth_accounts TO app_tenant;
GRANT SELECT (user_id, confirmed_at, created_at) ON second_factors TO app_tenant;
GRANT UPDATE (is_read, override_score, override_reason) ON lead_analytics TO app_tenant;
GRANT UPDATE (recording_url, recording_storage_key, notes) ON calls TO app_tenant;
GRANT UPDATE (edited_outcome) ON agent_call_outcomes TO app_tenant;
GRANT EXECUTE ON FUNCTION matching_calls(tsquery, tsquery, uuid[]), find_calls(tsquery, tsquery, integer), expected_calls(tsquery) TO app_tenant;
-- What people write themselves; what the database fills (references, conversion marks, achievement) is out of their hands.
GRANT DELETE ON contacts, follow_ups, customers, agent_targets TO app_tenant;
GRANT INSERT (id, user_id, name, phone_number, phone_extension, email, company, notes, auto_creation_source, import_id),
  UPDATE (name, phone_number, phone_extension, email, company, notes) ON contacts TO app_tenant;
GRANT INSERT (id, user_id, call_id, person_key, lead_phone, lead_email, lead_name, follow_up_date, remark, is_completed,
    follow_up_status, completed_at),
  UPDATE (lead_name, follow_up_date, remark, is_completed, follow_up_status, completed_at) ON follow_ups TO app_tenant;
GRANT INSERT (id, user_id, contact_id, customer_reference_number, name, email, phone, company, status, conversion_date,
    original_lead_source, assigned_sales_rep, last_interaction_date, notes, person_key, origin_call_id),
  UPDATE (name, email, phone, company, status, conversion_date, original_lead_source, assigned_sales_rep,
  last_interaction_date, notes) ON customers TO app_tenant;
GRANT INSERT (id, agent_id, user_id, target_date, target_type, target_calls, target_success_rate, target_leads, target_conversion_rate),
  UPDATE (target_calls, target_success_rate, target_leads, target_conversion_rate) ON agent_targets TO app_tenant;
-- Imports of contacts; what was deleted is only kept and brought back by the functions.
GRANT SELECT, DELETE,
  INSERT (id, user_id, file_name, file_bytes, storage_key, encoding, separator, has_header, columns, header_digest, mapping,
    known_contacts, country, row_count),
  UPDATE (status, encoding, separator, has_header, columns, header_digest, mapping, known_contacts, country, row_count, rows_done,
    created_count, numberless_count, left_out_count, updated_count, skipped_count, undone_count, kept_count, failure, work_id, cancel_requested_at, started_at, finished_at, undone_at)
  ON contact_imports TO app_tenant;
GRANT SELECT, DELETE,
  INSERT (import_id, user_id, row_number, line, name, phone_number, phone_extension, email, company, notes, left_out, verdict, reason,
    other_line, target_contact),
  UPDATE (verdict, reason, other_line, target_contact, former, undo_reason) ON contact_import_rows TO app_tenant;
GRANT SELECT (id, user_id, deletion_id, deleted_at) ON deleted_contacts TO app_tenant;
GRANT EXECUTE ON FUNCTION search_contacts(tsquery, integer), delete_contacts(uuid[], uuid), restore_contacts(uuid),
  merge_contacts(uuid, uuid), request_contact_import(uuid), find_best_agent(uuid, date, date) TO app_tenant;
GRANT SELECT, DELETE, INSERT (id, user_id, page, name, query, position), UPDATE (name, query, position) ON saved_views TO app_tenant;
GRANT INSERT (id, user_id, cache_key, cache_data, expires_at), UPDATE (cache_data, expires_at), DELETE ON dashboard_cache TO app_tenant;

-- Ingestion: the inbox, and what a conversation becomes. UPDATE on one column of users is what a row lock asks for.
GRANT SELECT, INSERT, UPDATE ON webhook_events, calls, contacts, transcripts, lead_analytics, agent_call_outcomes TO app_ingest;
GRANT DELETE ON lead_analytics TO app_ingest;
GRANT SELECT, INSERT (id, user_id, type, amount, description, call_id, conversation_id, is_correction, quantity_seconds,
  quantity_minutes, unit_credits, occurred_at) ON credit_transactions TO app_ingest;
GRANT SELECT ON agents, system_config TO app_ingest;
GRANT SELECT (id, timezone, country, is_active, updated_at), UPDATE (updated_at) ON users TO app_ingest;

-- Sign-in: accounts by address, and their sessions.
GRANT SELECT ON users, system_config TO app_auth;
GRANT INSERT (id, email, name, password_hash, password_changed_at, email_verified, auth_provider, timezone, country),
  UPDATE (email, name, password_hash, password_changed_at, email_verified, delete_after) ON users TO app_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON user_sessions, oauth_accounts, second_factors, second_factor_recovery_codes,
  email_verification_tokens, password_reset_tokens, rate_limits TO app_auth;
GRANT SELECT, INSERT ON login_attempts, password_reset_attempts TO app_auth;
GRANT UPDATE (success, failure_reason) ON login_attempts TO app_auth;
GRANT UPDATE (success) ON password_reset_attempts TO app_auth;
GRANT EXECUTE ON FUNCTION request_mail(text, text, uuid), announcement_secret() TO app_auth;

-- Scheduled work: it calls what does the work, and writes down its runs, slots and findings.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM app_job, app_admin;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM app_job, app_admin;
GRANT EXECUTE ON FUNCTION cleanup_trigger_error_log(integer, integer), cleanup_expired_sessions(integer),
  cleanup_old_login_attempts(integer), cleanup_old_password_reset_attempts(integer), cleanup_expired_dashboard_cache(integer),
  cleanup_old_job_runs(integer), cleanup_expired_rate_limits(integer), scheduled_refresh_user_kpi_summary(boolean), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid), list_previous_days(timestamptz), list_tenants(), list_days_to_repair(uuid),
  list_tenants_with_stale_trends(), refresh_stale_trends(uuid), change_time_zone(uuid, text), uuid_v7(),
  cleanup_deleted_contacts(integer), request_stalled_contact_imports(), list_contact_imports_to_clean(integer),
  refresh_platform_days(), recount_platform_days(), clean_contact_import(uuid, text), list_accounts_to_erase(), list_objects_to_erase(uuid, integer), erase_account(uuid, text[], integer) TO app_job;
GRANT SELECT, INSERT, UPDATE ON job_runs, job_schedule, audit_findings, job_totals TO app_job;
GRANT SELECT, INSERT, UPDATE, DELETE ON job_processes TO app_job;
GRANT EXECUTE ON FUNCTION rebuild_agent_analytics(uuid, date, date), rebuild_user_analytics(uuid, date, date),
  rebuild_user_daily_analytics(uuid, date, date), rebuild_call_analytics_cache(uuid, date, date),
  rebuild_agent_targets(uuid, date, date), rebuild_agent_performance_trends(uuid, date, date),
  rebuild_call_segment_analytics(uuid, date, date), rebuild_leads(uuid, date, date), rebuild_call_searches(uuid, date, date),
  batch_calculate_call_analytics(date, uuid) TO app_job;
-- The words by which calls are found.
GRANT EXECUTE ON FUNCTION wake_call_searches(), take_call_searches(integer, bigint), call_search_sources(uuid[]),
  write_call_searches(uuid[], text[], text[]), note_call_search_failure(uuid, text) TO app_job;

-- Administrators: settings, what says whether the database is in order, and the log of what they did, which only grows.
GRANT SELECT, UPDATE (config_value, updated_by) ON system_config TO app_admin;
GRANT INSERT (id, admin_user_id, action, resource_type, resource_id, target_user_id, details, ip_address, user_agent)
  ON admin_audit_log TO app_admin;
GRANT SELECT ON admin_audit_log, audit_chain_head TO app_admin;
GRANT SELECT, INSERT (id, target_user_id, admin_user_id, note) ON user_notes TO app_admin;
GRANT SELECT (id, email, name, credits, role, email_verified, is_active, auth_provider, timezone, country, delete_after, password_changed_at,
  created_at, updated_at) ON users TO app_admin;
GRANT SELECT (id, name, phone_number, assigned_to_user_id, is_active, created_at, updated_at) ON phone_numbers TO app_admin;
GRANT SELECT (id, user_id, last_used_at) ON user_sessions TO app_admin;
GRANT SELECT (user_id, confirmed_at) ON second_factors TO app_admin;
-- What came, but not what it says.
GRANT SELECT (id, provider, status, event_type, event_at, conversation_id, user_id, call_id, reason, detail, attempts, delivery_count,
  received_at, processed_at, provider_agent_id, body_bytes) ON webhook_events TO app_admin;
GRANT SELECT (id, user_id, provider, last_used_at) ON oauth_accounts TO app_admin;
GRANT SELECT ON credit_transactions, agents, agent_analytics, user_daily_analytics, call_analytics_cache, login_attempts TO app_admin;
GRANT SELECT ON user_stats, agent_performance_summary, recent_call_analytics, active_user_sessions, user_login_stats TO app_admin;
GRANT SELECT ON user_kpi_summary, platform_daily_analytics, platform_totals TO app_admin;
GRANT SELECT ON job_runs, job_schedule, audit_findings, kpi_refresh_state, trigger_error_log, job_processes, job_totals TO app_admin;
GRANT EXECUTE ON FUNCTION inbox_state(), queue_state() TO app_admin;
GRANT EXECUTE ON FUNCTION request_replay(uuid, timestamptz, timestamptz), get_cache_trigger_health(), test_cache_invalidation(text, uuid), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid), change_user_role(uuid, uuid, text), set_user_active(uuid, uuid, boolean),
  adjust_credits(uuid, uuid, uuid, text, integer, text, uuid), verify_user_address(uuid, uuid), send_user_reset(uuid, uuid),
  end_user_sessions(uuid, uuid, uuid), lift_lockout(uuid, uuid), remove_second_factor(uuid, uuid), request_user_time_zone(uuid, uuid, text),
  schedule_user_deletion(uuid, uuid, timestamptz), invite_user(uuid, uuid, text, text, text, text), is_time_zone(text),
  run_task(uuid, text, text), list_failed_jobs(), settle_failed_job(uuid, bigint, boolean), replay_set_aside(uuid, uuid, text),
  list_waiting_events(text[]), link_agent(uuid, uuid, uuid, text, text, text), update_agent(uuid, uuid, text, boolean),
  verify_audit_chain() TO app_admin;

-- Reports: a tenant sees its own rows, by the policies of what they read or by the view's own condition.
GRANT SELECT ON user_stats, agent_performance_summary, call_source_analytics, recent_call_analytics, my_kpi_summary TO app_tenant;

-- object: tables/derived_comments.sql sha256:785a443361ce1cd216e1bb3a641dcd9b4adef551f8ed426f4e1a8cbb2dc5defc
-- Keys, closed sets and triggers say what the catalog knows of them: a trigger what its function says, and when. A view that repeats a
-- table says of its columns what the table says. What is made anew has lost its comment.
-- depends on: all others
-- applied again: with every change
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
    SELECT format('COMMENT ON COLUMN %s.%I IS %L', view, a.attname, col_description(source.attrelid, source.attnum))
    FROM (
      SELECT c.oid::regclass AS view, pair.of::regclass AS of FROM (VALUES
          ('calls', 'calls'), ('leads', 'lead_analytics'), ('outcomes', 'agent_call_outcomes'), ('transcripts', 'transcripts'),
          ('agent_days', 'agent_analytics'), ('user_days', 'user_daily_analytics'), ('changed', 'calls')) pair (stand_in, of)
        JOIN pg_class c ON c.relnamespace = 'absent'::regnamespace AND c.relname IN (stand_in || '_old', stand_in || '_new')
      UNION ALL VALUES
        ('call_contributions'::regclass, 'rollup_changes'::regclass), ('recent_call_analytics'::regclass, 'call_analytics_cache'::regclass),
        ('person_leads'::regclass, 'leads'::regclass), ('my_kpi_summary'::regclass, 'user_kpi_summary'::regclass)
    ) repeats
      JOIN pg_attribute a ON a.attrelid = view AND a.attnum > 0
      JOIN pg_attribute source ON source.attrelid = of AND source.attname = a.attname
    WHERE col_description(source.attrelid, source.attnum) IS NOT NULL
  LOOP
    EXECUTE sentence;
  END LOOP;
END $$;
