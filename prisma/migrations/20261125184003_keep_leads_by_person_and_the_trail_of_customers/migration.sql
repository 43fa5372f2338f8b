-- object: accounts/erase_account.sql sha256:8aa7ee59849178dbe233a5b44d7d6dd6d66beb1bd9a41b35a7f9513107a88b6d
-- An account whose time of grace is over loses everything that is somebody's: calls and what was said, contacts, sessions, the name.
-- What remains is the ledger, which accounting needs, and a row without a name to which the ledger and the audit log refer.
-- A call takes at most rows_max rows and says how many it took, in an order in which no trigger does much work for each; whoever
-- wants the account gone calls again until it is zero, with the same rows_max as the objects were listed with. Nothing depends on an earlier call, so it may be interrupted anywhere.
-- An event or a call that names a stored object goes only once its object is said to be gone: a killed run leaves no recording behind.
CREATE OR REPLACE FUNCTION erase_account(account uuid, gone_objects text[] DEFAULT '{}', rows_max integer DEFAULT 1000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  owner record;
  emptied text;
  removed integer;
BEGIN
  SELECT email, is_active INTO owner FROM users WHERE id = account AND delete_after <= now() FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;

  -- First nobody signs in and no event finds the account any more. Events of its agents that were never booked become its own, once:
  -- the inbox has no other way to them than to be read from end to end.
  IF owner.is_active OR EXISTS (SELECT FROM agents WHERE user_id = account AND elevenlabs_agent_id NOT LIKE 'erased:%') THEN
    UPDATE webhook_events e SET user_id = account FROM agents a
    WHERE a.user_id = account AND e.user_id IS NULL AND e.provider_agent_id = a.elevenlabs_agent_id;
    UPDATE users SET is_active = false, password_hash = NULL WHERE id = account;
    UPDATE agents SET is_active = false, elevenlabs_agent_id = left('erased:' || elevenlabs_agent_id, 128)
    WHERE user_id = account AND elevenlabs_agent_id NOT LIKE 'erased:%';
    RETURN 1;
  END IF;

  DELETE FROM webhook_events WHERE id IN (SELECT e.id FROM list_events_to_erase(account, rows_max) e
    WHERE (e.body_storage_key IS NULL OR e.body_storage_key = ANY (gone_objects))
      AND (e.audio_storage_key IS NULL OR e.audio_storage_key = ANY (gone_objects)));
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;

  -- What calls would be counted into goes before them, and what is counted from them after them.
  FOREACH emptied IN ARRAY ARRAY['dashboard_cache', 'agent_targets', 'agent_performance_trends'] LOOP
    EXECUTE format('DELETE FROM %1$I WHERE id IN (SELECT id FROM %1$I WHERE user_id = $1 LIMIT $2)', emptied) USING account, rows_max;
    GET DIAGNOSTICS removed = ROW_COUNT;
    IF removed > 0 THEN RETURN removed; END IF;
  END LOOP;

  DELETE FROM calls WHERE id IN (SELECT c.id FROM list_calls_to_erase(account, rows_max) c
    WHERE c.recording_storage_key IS NULL OR c.recording_storage_key = ANY (gone_objects));
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;
  -- The rest wait for their objects; whoever calls has to list them first.
  IF EXISTS (SELECT FROM calls WHERE user_id = account) OR EXISTS (SELECT FROM webhook_events WHERE user_id = account) THEN
    RAISE EXCEPTION 'The stored objects of this account are erased before what names them.'
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;

  DELETE FROM call_segment_analytics WHERE (user_id, date, agent_id, call_source, lead_type) IN (
    SELECT user_id, date, agent_id, call_source, lead_type FROM call_segment_analytics WHERE user_id = account LIMIT rows_max);
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;

  DELETE FROM contact_import_rows WHERE ctid = ANY (ARRAY (SELECT r.ctid FROM contact_import_rows r
    JOIN contact_imports i ON i.id = r.import_id WHERE i.user_id = account LIMIT rows_max));
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;
  IF EXISTS (SELECT FROM contact_imports WHERE user_id = account AND storage_key <> ALL (gone_objects)) THEN
    RAISE EXCEPTION 'The files of this account''s imports are erased before what names them.'
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;

  FOREACH emptied IN ARRAY ARRAY['customers', 'follow_ups', 'contacts', 'deleted_contacts', 'contact_imports', 'leads', 'agent_analytics', 'user_analytics', 'user_daily_analytics',
    'call_analytics_cache', 'agents', 'user_sessions', 'oauth_accounts', 'email_verification_tokens', 'password_reset_tokens',
    'second_factor_recovery_codes'] LOOP
    EXECUTE format('DELETE FROM %1$I WHERE id IN (SELECT id FROM %1$I WHERE user_id = $1 LIMIT $2)', emptied) USING account, rows_max;
    GET DIAGNOSTICS removed = ROW_COUNT;
    IF removed > 0 THEN RETURN removed; END IF;
  END LOOP;

  DELETE FROM second_factors WHERE user_id = account;
  DELETE FROM stale_trends WHERE tenant_id = account;
  DELETE FROM audit_findings WHERE tenant_id = account;
  DELETE FROM login_attempts WHERE email = owner.email;
  DELETE FROM password_reset_attempts WHERE email = owner.email;
  UPDATE phone_numbers SET assigned_to_user_id = NULL WHERE assigned_to_user_id = account;
  UPDATE users SET email = 'deleted-' || id || '@invalid.example', name = 'Deleted account', email_verified = false,
    role = 'user', auth_provider = 'email', password_changed_at = NULL, delete_after = NULL
  WHERE id = account;
  RETURN 1;
END $$;
COMMENT ON FUNCTION erase_account(uuid, text[], integer) IS
  'Erases at most rows_max rows of an account whose time of grace is over, and at last its name; says how many, zero when it is done or not due';

-- What goes next, in the order of an index, so that no call looks at more than it takes.
CREATE OR REPLACE FUNCTION list_events_to_erase(account uuid, rows_max integer) RETURNS TABLE (
  id uuid, body_storage_key text, audio_storage_key text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT id, body_storage_key, audio_storage_key FROM webhook_events WHERE user_id = account ORDER BY call_id LIMIT rows_max
$$;
COMMENT ON FUNCTION list_events_to_erase(uuid, integer) IS 'The events of an account that the next call of erase_account takes';

-- Neighbours in time, so that a batch moves few days.
CREATE OR REPLACE FUNCTION list_calls_to_erase(account uuid, rows_max integer) RETURNS TABLE (id uuid, recording_storage_key text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT id, recording_storage_key FROM calls WHERE user_id = account ORDER BY started_at DESC, id DESC LIMIT rows_max
$$;
COMMENT ON FUNCTION list_calls_to_erase(uuid, integer) IS 'The calls of an account that the next call of erase_account takes, the newest first';

CREATE OR REPLACE FUNCTION list_objects_to_erase(account uuid, rows_max integer DEFAULT 1000) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH due AS (SELECT u.id FROM users u WHERE u.id = account AND u.delete_after <= now() AND NOT u.is_active)
  SELECT k.key FROM due, list_events_to_erase(due.id, rows_max) e, unnest(ARRAY[e.body_storage_key, e.audio_storage_key]) AS k (key)
  WHERE k.key IS NOT NULL
  UNION
  SELECT c.recording_storage_key FROM due, list_calls_to_erase(due.id, rows_max) c WHERE c.recording_storage_key IS NOT NULL
  UNION
  SELECT i.storage_key FROM due JOIN contact_imports i ON i.user_id = due.id WHERE i.storage_key IS NOT NULL
$$;
COMMENT ON FUNCTION list_objects_to_erase(uuid, integer) IS
  'Keys of stored bodies and recordings that the next call of erase_account asks to be gone; none for an account that is not due';

CREATE OR REPLACE FUNCTION list_accounts_to_erase() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT id FROM users WHERE delete_after <= now() ORDER BY delete_after, id $$;
COMMENT ON FUNCTION list_accounts_to_erase() IS 'Accounts whose time of grace is over, the longest due first';

-- object: audit/allowed_rights.sql sha256:597a337eb5f89985d266f6fae674220eaee9f9957d9457a6b45ae73eb0e28a82
-- Every right that a role of the application or everybody may hold, at most: by table and column, view, sequence and function.
-- It repeats security/2_grants.sql on purpose: a right is given in two places, and one that is only granted is a finding.
CREATE OR REPLACE FUNCTION list_allowed_rights() RETURNS TABLE (role_name text, object_name text, privilege text, columns text[])
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  -- A star is the whole table, its later columns included.
  SELECT role, object, unnest(string_to_array(privileges, ' ')), regexp_split_to_array(columns, '\s+')
  FROM (VALUES
    ('app_tenant', 'users', 'SELECT', 'id email name credits role email_verified is_active auth_provider timezone country delete_after
      password_changed_at created_at updated_at'),
    ('app_tenant', 'users', 'UPDATE', 'name country'),
    ('app_tenant', 'agents', 'SELECT', '*'),
    ('app_tenant', 'contacts', 'SELECT DELETE', '*'),
    ('app_tenant', 'contacts', 'INSERT', 'id user_id name phone_number email company notes auto_creation_source import_id'),
    ('app_tenant', 'contacts', 'UPDATE', 'name phone_number email company notes'),
    ('app_tenant', 'contact_imports', 'SELECT DELETE', '*'),
    ('app_tenant', 'contact_imports', 'INSERT', 'id user_id file_name file_bytes storage_key encoding separator has_header columns
      header_digest mapping known_contacts country row_count'),
    ('app_tenant', 'contact_imports', 'UPDATE', 'status has_header mapping known_contacts country row_count rows_done created_count
      updated_count skipped_count undone_count kept_count failure work_id cancel_requested_at started_at finished_at undone_at'),
    ('app_tenant', 'contact_import_rows', 'SELECT DELETE', '*'),
    ('app_tenant', 'contact_import_rows', 'INSERT', 'import_id user_id row_number line name phone_number email company notes verdict
      reason other_line target_contact'),
    ('app_tenant', 'contact_import_rows', 'UPDATE', 'verdict reason other_line target_contact former undo_reason'),
    ('app_tenant', 'deleted_contacts', 'SELECT', 'id user_id deletion_id deleted_at'),
    ('app_tenant', 'calls', 'SELECT', '*'),
    ('app_tenant', 'user_sessions', 'SELECT', 'id user_id auth_provider ip_address user_agent is_active created_at last_used_at
      expires_at second_factor_at ended_at end_reason'),
    ('app_tenant', 'user_sessions', 'UPDATE', 'is_active ended_at end_reason'),
    ('app_tenant', 'oauth_accounts', 'SELECT', 'id user_id provider email last_used_at created_at'),
    ('app_tenant', 'second_factors', 'SELECT', 'user_id confirmed_at created_at'),
    ('app_tenant', 'calls', 'UPDATE', 'recording_url recording_storage_key'),
    ('app_tenant', 'transcripts', 'SELECT', '*'),
    ('app_tenant', 'lead_analytics', 'SELECT', '*'),
    ('app_tenant', 'lead_analytics', 'UPDATE', 'is_read override_score override_reason'),
    ('app_tenant', 'leads', 'SELECT', '*'),
    ('app_tenant', 'customer_events', 'SELECT', '*'),
    ('app_tenant', 'agent_call_outcomes', 'SELECT', '*'),
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
    ('app_ingest', 'users', 'SELECT', 'id timezone is_active updated_at'),
    ('app_ingest', 'users', 'UPDATE', 'updated_at'),
    ('app_auth', 'users', 'SELECT', '*'),
    ('app_auth', 'system_config', 'SELECT', '*'),
    ('app_auth', 'users', 'INSERT', 'id email name password_hash password_changed_at email_verified auth_provider timezone'),
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
    ('app_admin', 'system_config', 'SELECT', '*'),
    ('app_admin', 'system_config', 'UPDATE', 'config_value updated_by'),
    ('app_admin', 'admin_audit_log', 'INSERT', 'id admin_user_id action resource_type resource_id target_user_id details ip_address user_agent'),
    ('app_admin', 'request_replay(uuid,timestamp with time zone,timestamp with time zone)', 'EXECUTE', '*'),
    ('app_admin', 'job_runs', 'SELECT', '*'),
    ('app_admin', 'job_schedule', 'SELECT', '*'),
    ('app_admin', 'audit_findings', 'SELECT', '*'),
    ('app_admin', 'kpi_refresh_state', 'SELECT', '*'),
    ('app_admin', 'trigger_error_log', 'SELECT', '*')
  ) tables (role, object, privileges, columns)
  UNION ALL
  SELECT role, unnest(string_to_array(functions, ' ')), 'EXECUTE', ARRAY['*'] FROM (VALUES
    ('app_tenant', 'app_user_id() uuid_v7() is_time_zone(text) request_time_zone(text)'),
    ('app_tenant', 'fold_text(text) contact_lexemes(uuid,text,text,text,text) search_contacts(tsquery,integer)'),
    ('app_tenant', 'delete_contacts(uuid[],uuid) restore_contacts(uuid) merge_contacts(uuid,uuid) request_contact_import(uuid)'),
    ('app_ingest', 'fold_text(text) contact_lexemes(uuid,text,text,text,text)'),
    ('app_ingest', 'app_user_id() uuid_v7() is_time_zone(text) wake_ingestion() readiness() link_ledger_to_calls(text[])'),
    ('app_auth', 'app_user_id() uuid_v7() is_time_zone(text) request_mail(text,text,uuid)'),
    ('app_job', 'uuid_v7() list_tenants() list_days_to_repair(uuid) scheduled_refresh_user_kpi_summary(boolean)'),
    ('app_job', 'list_tenants_with_stale_trends() refresh_stale_trends(uuid) change_time_zone(uuid,text)'),
    ('app_job', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid) batch_calculate_call_analytics(date)'),
    ('app_job', 'cleanup_trigger_error_log(integer,integer) cleanup_expired_sessions(integer) cleanup_old_job_runs(integer)'),
    ('app_job', 'cleanup_expired_rate_limits(integer)'),
    ('app_job', 'cleanup_old_login_attempts(integer) cleanup_old_password_reset_attempts(integer)'),
    ('app_job', 'cleanup_expired_dashboard_cache(integer) rebuild_agent_analytics(uuid,date,date)'),
    ('app_job', 'rebuild_user_analytics(uuid,date,date) rebuild_user_daily_analytics(uuid,date,date)'),
    ('app_job', 'rebuild_call_analytics_cache(uuid,date,date) rebuild_agent_targets(uuid,date,date)'),
    ('app_job', 'rebuild_agent_performance_trends(uuid,date,date) rebuild_call_segment_analytics(uuid,date,date) rebuild_leads(uuid,date,date)'),
    ('app_job', 'cleanup_deleted_contacts(integer) request_stalled_contact_imports()'),
    ('app_job', 'list_contact_imports_to_clean(integer) clean_contact_import(uuid,text)'),
    ('app_job', 'list_accounts_to_erase() list_objects_to_erase(uuid,integer) erase_account(uuid,text[],integer)'),
    ('app_admin', 'get_cache_trigger_health() test_cache_invalidation(text,uuid)'),
    ('app_admin', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid)'),
    ('app_admin', 'change_user_role(uuid,uuid,text) set_user_active(uuid,uuid,boolean) verify_audit_chain()')
  ) functions (role, functions)
$$;
COMMENT ON FUNCTION list_allowed_rights() IS 'What the roles of the application may do, at most; security/2_grants.sql gives it to them';

-- object: audit/tenant_tables.sql sha256:07c805bd5cf2f013c7fa443f625658109a91d1e5f9d07317f5c8443950f37233
-- A table is a tenant's when a column of it says whose each row is: every column that leads to users does, except those that
-- name who did something.
CREATE OR REPLACE FUNCTION list_tenant_tables() RETURNS TABLE (table_oid oid, table_name text, tenant_column text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH tenant_columns AS (
    SELECT c.oid, c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND CASE WHEN c.relname = 'users' THEN a.attname = 'id'
        ELSE a.attname IN ('user_id', 'tenant_id') OR EXISTS (
          SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.confrelid = 'public.users'::regclass
            AND k.conkey = ARRAY[a.attnum]
            AND a.attname NOT IN ('created_by', 'completed_by', 'updated_by', 'overridden_by', 'created_by_admin_id', 'admin_user_id')) END
  )
  SELECT DISTINCT ON (relname) oid, relname::text, attname::text FROM tenant_columns
  ORDER BY relname, attname <> 'user_id', attname
$$;
COMMENT ON FUNCTION list_tenant_tables() IS 'Every table whose rows belong to a tenant, and the column that says to which';

-- object: audit/calls.sql sha256:b7293bfb0efc590ebc81530e6faf9869260fc730ae0ae415452d1c524d0c3896
-- What a call says of itself and what belongs to it agree: its day, minutes, price and outcome, its lead's agent, day and
-- judgement, and whether its contact is a customer.
CREATE OR REPLACE FUNCTION find_call_faults(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT 'call_day_is_not_its_start', c.user_id, 'calls', c.id::text, format('%s began at %s in %s', c.call_date, c.started_at, u.timezone)
  FROM calls c JOIN users u ON u.id = c.user_id
  WHERE c.call_date <> (c.started_at AT TIME ZONE u.timezone)::date AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'minutes_are_not_started_minutes', c.user_id, 'calls', c.id::text,
    format('%s seconds, %s minutes', c.duration_seconds, c.duration_minutes)
  FROM calls c WHERE c.duration_minutes <> ceil(c.duration_seconds / 60.0) AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'credits_are_not_minutes_times_rate', c.user_id, 'calls', c.id::text,
    format('%s credits, %s minutes at %s', c.credits_used, c.duration_minutes, c.credits_per_minute)
  FROM calls c
  WHERE c.status <> 'in_progress' AND c.credits_used <> c.duration_minutes * c.credits_per_minute
    AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'ended_call_has_no_outcome', c.user_id, 'calls', c.id::text, c.status::text
  FROM calls c
  WHERE c.status <> 'in_progress' AND NOT EXISTS (SELECT FROM agent_call_outcomes o WHERE o.call_id = c.id)
    AND (tenant IS NULL OR c.user_id = tenant)
  UNION ALL
  SELECT 'lead_is_not_on_its_calls_day', l.user_id, 'lead_analytics', l.id::text,
    format('lead: %s %s, call: %s %s', l.agent_id, l.call_date, c.agent_id, c.call_date)
  FROM lead_analytics l JOIN calls c ON c.id = l.call_id
  WHERE (l.agent_id, l.call_date) <> (c.agent_id, c.call_date) AND (tenant IS NULL OR l.user_id = tenant)
  UNION ALL
  SELECT 'outcome_is_not_on_its_calls_day', o.user_id, 'agent_call_outcomes', o.id::text,
    format('outcome: %s %s, call: %s %s', o.agent_id, o.call_date, c.agent_id, c.call_date)
  FROM agent_call_outcomes o JOIN calls c ON c.id = o.call_id
  WHERE (o.agent_id, o.call_date) <> (c.agent_id, c.call_date) AND (tenant IS NULL OR o.user_id = tenant)
  UNION ALL
  -- Judged by the thresholds of its time: only a lead made since they last changed can be held against them.
  SELECT 'lead_is_judged_wrongly', l.user_id, 'lead_analytics', l.id::text,
    format('score %s, tag %s, %s', coalesce(l.ai_total_score::text, 'none'), l.ai_lead_status_tag,
      CASE WHEN l.ai_is_qualified THEN 'qualified' ELSE 'not qualified' END)
  FROM lead_analytics l CROSS JOIN (
    SELECT max(s.updated_at) AS since,
      max(s.config_value) FILTER (WHERE s.config_key = 'qualified_lead_score')::integer AS qualified,
      max(s.config_value) FILTER (WHERE s.config_key = 'hot_lead_score')::integer AS hot,
      max(s.config_value) FILTER (WHERE s.config_key = 'warm_lead_score')::integer AS warm
    FROM system_config s WHERE s.config_key IN ('qualified_lead_score', 'hot_lead_score', 'warm_lead_score')
  ) rules
  WHERE (tenant IS NULL OR l.user_id = tenant) AND (
    l.ai_total_score IS NULL AND (l.ai_is_qualified OR l.ai_lead_status_tag <> 'cold')
    OR l.created_at > rules.since AND (
      l.ai_is_qualified <> (l.ai_total_score >= rules.qualified)
      OR l.ai_lead_status_tag <> CASE WHEN l.ai_total_score >= rules.hot THEN 'hot' WHEN l.ai_total_score >= rules.warm THEN 'warm' ELSE 'cold' END))
  UNION ALL
  SELECT 'lead_is_not_what_its_judge_says', l.user_id, 'lead_analytics', l.id::text,
    format('counts as %s %s, the AI says %s %s, a person %s %s', coalesce(l.total_score::text, 'none'), l.lead_status_tag,
      coalesce(l.ai_total_score::text, 'none'), l.ai_lead_status_tag, coalesce(l.override_score::text, 'nothing'), l.override_tag)
  FROM lead_analytics l
  WHERE (tenant IS NULL OR l.user_id = tenant) AND (l.total_score, l.lead_status_tag, l.is_qualified) IS DISTINCT FROM (
    CASE WHEN l.override_score IS NULL THEN l.ai_total_score ELSE l.override_score END,
    CASE WHEN l.override_score IS NULL THEN l.ai_lead_status_tag ELSE l.override_tag END,
    CASE WHEN l.override_score IS NULL THEN l.ai_is_qualified ELSE l.override_is_qualified END)
  UNION ALL
  SELECT 'outcome_and_lead_disagree', o.user_id, 'agent_call_outcomes', o.id::text,
    format('outcome: %s, lead: %s', o.is_qualified_lead, l.is_qualified)
  FROM agent_call_outcomes o JOIN lead_analytics l ON l.call_id = o.call_id
  WHERE o.is_qualified_lead <> l.is_qualified AND (tenant IS NULL OR o.user_id = tenant)
  UNION ALL
  SELECT 'customer_flag_is_wrong', k.user_id, 'contacts', k.id::text,
    CASE WHEN k.is_customer THEN 'marked as a customer, and is none' ELSE 'is a customer, and not marked' END
  FROM contacts k
  WHERE k.is_customer <> EXISTS (SELECT FROM customers m WHERE m.contact_id = k.id) AND (tenant IS NULL OR k.user_id = tenant)
$$;
COMMENT ON FUNCTION find_call_faults(uuid) IS
  'Calls, outcomes, leads and contacts that contradict each other; of one tenant, or of all';

-- object: rollups/person_leads.sql sha256:ba0de47dc9180bc209b9050d69e57c9dbbb5d964beb7638f4b2c22e16f008d55
-- What a person's leads add up to, one row a person: the definition by which the table leads is kept and rebuilt. The first and the
-- latest follow the beginning of the calls; of equally good ones the latest is the best.
CREATE OR REPLACE VIEW person_leads WITH (security_barrier) AS
SELECT p.user_id, p.person_key, p.call_count,
  first.call_id AS first_call_id, first.call_started_at AS first_call_at, first.call_source AS first_call_source,
  first.lead_type AS first_lead_type, first.total_score AS first_score, first.lead_status_tag AS first_tag,
  latest.call_id AS latest_call_id, latest.call_started_at AS latest_call_at, latest.call_date AS latest_call_date,
  latest.agent_id AS latest_agent_id, latest.total_score AS latest_score, latest.lead_status_tag AS latest_tag,
  latest.is_qualified AS latest_is_qualified,
  best.call_id AS best_call_id, best.total_score AS best_score, best.lead_status_tag AS best_tag, p.was_qualified,
  p.cta_pricing_calls, p.cta_demo_calls, p.cta_followup_calls, p.cta_sample_calls, p.cta_human_calls, p.cta_calls,
  p.demo_scheduled_at, p.name, coalesce(p.email, CASE WHEN p.person_key LIKE '%@%' THEN left(p.person_key, 320) END) AS email, p.company
FROM (
  SELECT user_id, person_key, count(*)::integer AS call_count, bool_or(is_qualified) AS was_qualified,
    array_agg(call_id ORDER BY call_started_at DESC, call_id DESC) AS call_ids,
    (array_agg(call_id ORDER BY total_score DESC NULLS LAST, call_started_at DESC, call_id DESC))[1] AS best_call_id,
    sum(cta_pricing_clicked::integer)::integer AS cta_pricing_calls,
    sum(cta_demo_clicked::integer)::integer AS cta_demo_calls,
    sum(cta_followup_clicked::integer)::integer AS cta_followup_calls,
    sum(cta_sample_clicked::integer)::integer AS cta_sample_calls,
    sum(cta_escalated_to_human::integer)::integer AS cta_human_calls,
    sum((cta_pricing_clicked OR cta_demo_clicked OR cta_followup_clicked OR cta_sample_clicked
      OR cta_escalated_to_human)::integer)::integer AS cta_calls,
    (array_agg(demo_scheduled_at ORDER BY call_started_at DESC, call_id DESC) FILTER (WHERE demo_scheduled_at IS NOT NULL))[1] AS demo_scheduled_at,
    (array_agg(extracted_name ORDER BY call_started_at DESC, call_id DESC) FILTER (WHERE extracted_name IS NOT NULL))[1] AS name,
    (array_agg(extracted_email ORDER BY call_started_at DESC, call_id DESC) FILTER (WHERE extracted_email IS NOT NULL))[1] AS email,
    (array_agg(company_name ORDER BY call_started_at DESC, call_id DESC) FILTER (WHERE company_name IS NOT NULL))[1] AS company
  FROM lead_analytics GROUP BY user_id, person_key
) p
JOIN lead_analytics latest ON latest.call_id = p.call_ids[1]
JOIN lead_analytics first ON first.call_id = p.call_ids[p.call_count]
JOIN lead_analytics best ON best.call_id = p.best_call_id;
COMMENT ON VIEW person_leads IS 'What the calls of each person that showed a lead add up to, as the table leads keeps it';

REVOKE ALL ON person_leads FROM PUBLIC;

-- object: audit/leads.sql sha256:b67cc0abf4e941ff6c0575c727fc62e20005434f5135fdded08adcbab259e37f
-- Every row of leads is what that person's leads add up to, and everybody with a lead has one.
-- depends on: rollups/person_leads.sql
CREATE OR REPLACE FUNCTION find_lead_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH made AS (
    SELECT p.user_id, p.person_key, p.latest_call_date AS day, to_jsonb(p) AS columns FROM person_leads p
    WHERE tenant IS NULL OR p.user_id = tenant
  ), kept AS (
    SELECT l.user_id, l.person_key, l.latest_call_date AS day, to_jsonb(l) AS columns FROM leads l
    WHERE tenant IS NULL OR l.user_id = tenant
  )
  SELECT 'lead_is_not_its_calls', user_id, 'leads', person_key, CASE
      WHEN k.columns IS NULL THEN 'has no row'
      WHEN m.columns IS NULL THEN 'has a row and no lead'
      ELSE (SELECT string_agg(format('%s is %s, should be %s', name, k.columns -> name, value), '; ' ORDER BY name)
        FROM jsonb_each(m.columns) c (name, value) WHERE value IS DISTINCT FROM k.columns -> name) END,
    coalesce(k.day, m.day)
  FROM made m FULL JOIN kept k USING (user_id, person_key)
  WHERE k.columns @> m.columns IS NOT TRUE
$$;
COMMENT ON FUNCTION find_lead_differences(uuid) IS
  'Rows of leads that are not what the person''s leads add up to, with the day to rebuild; of one tenant, or of all';

-- object: audit/find_figure_differences.sql sha256:ce17715fe2533008bb6d27021352fa3a7b93a791d4118d2bc9756cb868aba916
-- Whatever is kept of a tenant's calls and can be rebuilt by day is compared with them, and each difference names the day.
-- depends on: audit/rollups.sql
-- depends on: audit/segments.sql
-- depends on: audit/cta_totals.sql
-- depends on: audit/targets.sql
-- depends on: audit/trends.sql
-- depends on: audit/leads.sql
CREATE OR REPLACE FUNCTION find_figure_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT * FROM find_rollup_differences(tenant)
  UNION ALL
  SELECT * FROM find_segment_differences(tenant)
  UNION ALL
  SELECT * FROM find_cta_differences(tenant)
  UNION ALL
  SELECT * FROM find_target_differences(tenant)
  UNION ALL
  SELECT * FROM find_trend_differences(tenant)
  UNION ALL
  SELECT * FROM find_lead_differences(tenant)
$$;
COMMENT ON FUNCTION find_figure_differences(uuid) IS
  'Rollups, caches, targets, trends and leads that are not what their calls make, each with the day to rebuild; of one tenant, or of all';

-- A few ranges instead of many days, so that a long gap is rebuilt in few steps and no step holds the rollups for long.
CREATE OR REPLACE FUNCTION list_days_to_repair(tenant uuid) RETURNS TABLE (first_day date, last_day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT min(day), max(day) FROM find_figure_differences(tenant) GROUP BY date_trunc('month', day::timestamp) ORDER BY 1
$$;
COMMENT ON FUNCTION list_days_to_repair(uuid) IS 'The days whose figures differ from a tenant''s calls, as one range a month';

-- object: core/absent_transition_tables.sql sha256:5e73c4a0aee51d7907e6805f2d888f2be30012bb5d921a1ff937a52bfaee97d8
-- An insert has no old rows and a delete no new ones; these empty stand-ins let one function serve all three events.
-- A transition table of the same name takes precedence over them. A view keeps the columns that its table had when it was made:
-- a table that gains one needs this file applied again, as calls and lead_analytics did for the person, and leads for judgements.
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

-- object: core/update_updated_at_column.sql sha256:668ff1e490ad8f92893cd153d2451eae8cd96e56e0a97d9594e94330d38ccb0c
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
    'agent_analytics', 'user_analytics', 'user_daily_analytics', 'call_analytics_cache', 'dashboard_cache', 'agent_targets',
    'customers', 'follow_ups', 'phone_numbers', 'contact_imports', 'leads'
  ] LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER %I BEFORE UPDATE ON public.%I FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column()',
      'update_' || name || '_updated_at', name);
  END LOOP;
END $$;

-- Of a session it says when it was last used, as well.
CREATE OR REPLACE FUNCTION trg_user_sessions_last_used() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.updated_at := clock_timestamp();
  NEW.last_used_at := greatest(NEW.last_used_at, NEW.updated_at);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER update_user_sessions_updated_at
  BEFORE UPDATE ON user_sessions
  FOR EACH ROW EXECUTE FUNCTION trg_user_sessions_last_used();

-- object: customers/customer_trail.sql sha256:557f560d43421ca1389269d6f1b084a5ab12546bb06fec8e87713b2cf63c04e8
-- What becomes of a customer is written down and stays: conversion, status, sales rep, notes and details, with who changed them.
CREATE OR REPLACE FUNCTION trg_customers_write_trail() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO customer_events (user_id, customer_id, kind, to_value, created_by)
    VALUES (NEW.user_id, NEW.id, 'converted', NEW.status, app_user_id());
    RETURN NULL;
  END IF;
  INSERT INTO customer_events (user_id, customer_id, kind, from_value, to_value, created_by)
  SELECT NEW.user_id, NEW.id, kind, was, becomes, app_user_id() FROM (VALUES
    ('status_changed', OLD.status::text, NEW.status::text),
    ('sales_rep_changed', OLD.assigned_sales_rep::text, NEW.assigned_sales_rep::text),
    ('note_changed', OLD.notes, NEW.notes),
    ('details_changed', concat_ws(', ', OLD.name, OLD.email, OLD.phone, OLD.company),
      concat_ws(', ', NEW.name, NEW.email, NEW.phone, NEW.company))
  ) changes (kind, was, becomes)
  WHERE was IS DISTINCT FROM becomes;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_customers_write_trail() IS 'Every change of a customer that matters leaves an entry in its trail';

CREATE OR REPLACE TRIGGER trigger_customers_write_trail
  AFTER INSERT OR UPDATE OF status, assigned_sales_rep, notes, name, email, phone, company ON customers
  FOR EACH ROW EXECUTE FUNCTION trg_customers_write_trail();

-- The trail is append-only: an entry goes with its customer and not before.
CREATE OR REPLACE FUNCTION trg_customer_events_refuse_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM customers WHERE id = OLD.customer_id) THEN
      RETURN OLD;
    END IF;
  -- Of a user who is deleted the name goes, and nothing else.
  ELSIF NEW.created_by IS NULL AND (to_jsonb(NEW) - 'created_by') = (to_jsonb(OLD) - 'created_by') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Entries of a customer''s trail are never changed, and go only with the customer.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'customer_events_are_append_only', TABLE = 'customer_events';
END $$;
COMMENT ON FUNCTION trg_customer_events_refuse_change() IS
  'An entry of a customer''s trail is never changed, and goes only with the customer';

CREATE OR REPLACE TRIGGER trigger_customer_events_refuse_change
  BEFORE UPDATE OR DELETE ON customer_events
  FOR EACH ROW EXECUTE FUNCTION trg_customer_events_refuse_change();

-- object: leads/judge_leads.sql sha256:a07884f80aa4e93d95fc899adfc6a31870cc00ea2816dd94b1e5e746584b18dd
-- The score that counts is the person's where there is one, else the AI's: total_score, lead_status_tag and is_qualified are always
-- derived. What is written to them counts as the AI's judgement, except where a person has overruled it; a correction by the AI never
-- touches the person's, and without it the AI's newest is back.
CREATE OR REPLACE FUNCTION trg_lead_analytics_judge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.ai_lead_status_tag IS NULL THEN
      NEW.ai_total_score := NEW.total_score;
      NEW.ai_lead_status_tag := NEW.lead_status_tag;
      NEW.ai_is_qualified := coalesce(NEW.is_qualified, false);
    END IF;
  ELSIF OLD.override_score IS NULL
    AND (NEW.total_score, NEW.lead_status_tag, NEW.is_qualified) IS DISTINCT FROM (OLD.total_score, OLD.lead_status_tag, OLD.is_qualified)
    AND (NEW.ai_total_score, NEW.ai_lead_status_tag, NEW.ai_is_qualified)
      IS NOT DISTINCT FROM (OLD.ai_total_score, OLD.ai_lead_status_tag, OLD.ai_is_qualified) THEN
    NEW.ai_total_score := NEW.total_score;
    NEW.ai_lead_status_tag := NEW.lead_status_tag;
    NEW.ai_is_qualified := NEW.is_qualified;
  END IF;

  IF NEW.override_score IS NULL THEN
    NEW.total_score := NEW.ai_total_score;
    NEW.lead_status_tag := NEW.ai_lead_status_tag;
    NEW.is_qualified := NEW.ai_is_qualified;
  ELSE
    NEW.total_score := NEW.override_score;
    -- Half an override is a constraint's to refuse.
    NEW.lead_status_tag := coalesce(NEW.override_tag, NEW.ai_lead_status_tag);
    NEW.is_qualified := coalesce(NEW.override_is_qualified, NEW.ai_is_qualified);
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_judge() IS
  'A lead''s score, tag and qualification are the person''s where one has overruled the AI, else the AI''s';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_judge
  BEFORE INSERT OR UPDATE ON lead_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_lead_analytics_judge();

-- A person says a score and why; what follows from the score by the settings of the day, and who it was and when, nobody says. By its
-- name this trigger comes before the one that derives what counts.
-- depends on: core/setting_integer.sql
CREATE OR REPLACE FUNCTION trg_lead_analytics_appoint_judge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.override_tag := CASE
    WHEN NEW.override_score >= setting_integer('hot_lead_score') THEN 'hot'
    WHEN NEW.override_score >= setting_integer('warm_lead_score') THEN 'warm'
    WHEN NEW.override_score IS NOT NULL THEN 'cold' END;
  NEW.override_is_qualified := NEW.override_score >= setting_integer('qualified_lead_score');
  NEW.overridden_at := CASE WHEN NEW.override_score IS NOT NULL THEN clock_timestamp() END;
  NEW.overridden_by := CASE WHEN NEW.override_score IS NOT NULL THEN app_user_id() END;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_appoint_judge() IS
  'What follows from a person''s score, and who gave it when, are the database''s to say; an override that is taken away leaves nothing';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_appoint_judge
  BEFORE UPDATE OF override_score, override_reason ON lead_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_lead_analytics_appoint_judge();

-- A call's outcome agrees with its lead about whether it is qualified and how warm it is; that the caller was not interested is
-- the outcome's own finding and stays. The row is locked before the statement's rollups are held: leads, outcomes, rollups.
CREATE OR REPLACE FUNCTION trg_lead_analytics_tell_outcome() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE agent_call_outcomes
  SET is_qualified_lead = NEW.is_qualified,
    lead_temperature = CASE WHEN lead_temperature = 'not_interested' THEN lead_temperature ELSE NEW.lead_status_tag END
  WHERE call_id = NEW.call_id;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_tell_outcome() IS 'A call''s outcome follows when a person overrules the AI about its lead';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_tell_outcome
  AFTER UPDATE ON lead_analytics
  FOR EACH ROW WHEN (NEW.override_score IS DISTINCT FROM OLD.override_score
    OR NEW.override_tag IS DISTINCT FROM OLD.override_tag OR NEW.override_is_qualified IS DISTINCT FROM OLD.override_is_qualified)
  EXECUTE FUNCTION trg_lead_analytics_tell_outcome();

-- object: live/cache_invalidation.sql sha256:2cfe9785fb4dde360e53d99afb5d4be4314782ef934ff33dd03c7111ffc6dfc2
-- Every instance and open dashboard hears which tenant's data changed, once per table and transaction.
CREATE OR REPLACE FUNCTION trg_notify_cache_invalidation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM pg_notify('cache_invalidation', json_build_object('table', TG_TABLE_NAME, 'user_id', changed.user_id)::text)
  FROM (SELECT user_id FROM changed_new UNION SELECT user_id FROM changed_old) changed;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

-- The same for users, whose own id is the tenant; a sign-in or a name alone moves no figure.
CREATE OR REPLACE FUNCTION trg_notify_user_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM pg_notify('cache_invalidation', json_build_object('table', TG_TABLE_NAME, 'user_id', NEW.id)::text);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
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

CREATE OR REPLACE TRIGGER cache_invalidation_follow_ups_insert
  AFTER INSERT ON follow_ups REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_follow_ups_update
  AFTER UPDATE ON follow_ups REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_follow_ups_delete
  AFTER DELETE ON follow_ups REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_credit_transactions_insert
  AFTER INSERT ON credit_transactions REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_call_segment_analytics_insert
  AFTER INSERT ON call_segment_analytics REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_call_segment_analytics_update
  AFTER UPDATE ON call_segment_analytics REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_call_segment_analytics_delete
  AFTER DELETE ON call_segment_analytics REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contacts_insert
  AFTER INSERT ON contacts REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contacts_update
  AFTER UPDATE ON contacts REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contacts_delete
  AFTER DELETE ON contacts REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contact_imports_insert
  AFTER INSERT ON contact_imports REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contact_imports_update
  AFTER UPDATE ON contact_imports REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_contact_imports_delete
  AFTER DELETE ON contact_imports REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_customers_insert
  AFTER INSERT ON customers REFERENCING NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_customers_update
  AFTER UPDATE ON customers REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

CREATE OR REPLACE TRIGGER cache_invalidation_customers_delete
  AFTER DELETE ON customers REFERENCING OLD TABLE AS changed_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_cache_invalidation();

-- object: rollups/batch_calculate_call_analytics.sql sha256:d285925e9231691497185f60fc5077b442fec6b5c9f1d02e57fe3f7acf768a18
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
    PERFORM rebuild_call_segment_analytics(tenant, day, day);
    PERFORM rebuild_agent_targets(tenant, day, day);
    PERFORM rebuild_agent_performance_trends(tenant, day, day);
    PERFORM rebuild_leads(tenant, day, day);
    tenants := tenants + 1;
  END LOOP;
  RETURN tenants;
END $$;

-- object: rollups/recompute_leads.sql sha256:c3774c3b64a262bef761c93b811d452bc253af3bdfd5b08e34cea16edd41e0c2
-- The rows of these persons of a tenant become what their leads add up to; a person without any lead has none. Whoever calls this
-- holds the tenant's rollups and reads after that: each statement here sees all that was committed before.
-- depends on: rollups/person_leads.sql
CREATE OR REPLACE FUNCTION recompute_leads(tenant uuid, keys text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  kept integer;
  gone integer;
BEGIN
  INSERT INTO leads AS t (user_id, person_key,
    call_count, first_call_id, first_call_at, first_call_source, first_lead_type, first_score, first_tag,
    latest_call_id, latest_call_at, latest_call_date, latest_agent_id, latest_score, latest_tag, latest_is_qualified,
    best_call_id, best_score, best_tag, was_qualified, cta_pricing_calls, cta_demo_calls, cta_followup_calls,
    cta_sample_calls, cta_human_calls, cta_calls, demo_scheduled_at, name, email, company)
  SELECT user_id, person_key,
    call_count, first_call_id, first_call_at, first_call_source, first_lead_type, first_score, first_tag,
    latest_call_id, latest_call_at, latest_call_date, latest_agent_id, latest_score, latest_tag, latest_is_qualified,
    best_call_id, best_score, best_tag, was_qualified, cta_pricing_calls, cta_demo_calls, cta_followup_calls,
    cta_sample_calls, cta_human_calls, cta_calls, demo_scheduled_at, name, email, company
  FROM person_leads WHERE user_id = tenant AND person_key = ANY (keys)
  ON CONFLICT (user_id, person_key) DO UPDATE SET
    call_count = excluded.call_count,
    first_call_id = excluded.first_call_id,
    first_call_at = excluded.first_call_at,
    first_call_source = excluded.first_call_source,
    first_lead_type = excluded.first_lead_type,
    first_score = excluded.first_score,
    first_tag = excluded.first_tag,
    latest_call_id = excluded.latest_call_id,
    latest_call_at = excluded.latest_call_at,
    latest_call_date = excluded.latest_call_date,
    latest_agent_id = excluded.latest_agent_id,
    latest_score = excluded.latest_score,
    latest_tag = excluded.latest_tag,
    latest_is_qualified = excluded.latest_is_qualified,
    best_call_id = excluded.best_call_id,
    best_score = excluded.best_score,
    best_tag = excluded.best_tag,
    was_qualified = excluded.was_qualified,
    cta_pricing_calls = excluded.cta_pricing_calls,
    cta_demo_calls = excluded.cta_demo_calls,
    cta_followup_calls = excluded.cta_followup_calls,
    cta_sample_calls = excluded.cta_sample_calls,
    cta_human_calls = excluded.cta_human_calls,
    cta_calls = excluded.cta_calls,
    demo_scheduled_at = excluded.demo_scheduled_at,
    name = excluded.name,
    email = excluded.email,
    company = excluded.company
  WHERE (
    t.call_count, t.first_call_id, t.first_call_at, t.first_call_source, t.first_lead_type, t.first_score,
    t.first_tag, t.latest_call_id, t.latest_call_at, t.latest_call_date, t.latest_agent_id, t.latest_score,
    t.latest_tag, t.latest_is_qualified, t.best_call_id, t.best_score, t.best_tag, t.was_qualified,
    t.cta_pricing_calls, t.cta_demo_calls, t.cta_followup_calls, t.cta_sample_calls, t.cta_human_calls, t.cta_calls,
    t.demo_scheduled_at, t.name, t.email, t.company
  ) IS DISTINCT FROM (
    excluded.call_count, excluded.first_call_id, excluded.first_call_at, excluded.first_call_source,
    excluded.first_lead_type, excluded.first_score, excluded.first_tag, excluded.latest_call_id,
    excluded.latest_call_at, excluded.latest_call_date, excluded.latest_agent_id, excluded.latest_score,
    excluded.latest_tag, excluded.latest_is_qualified, excluded.best_call_id, excluded.best_score, excluded.best_tag,
    excluded.was_qualified, excluded.cta_pricing_calls, excluded.cta_demo_calls, excluded.cta_followup_calls,
    excluded.cta_sample_calls, excluded.cta_human_calls, excluded.cta_calls, excluded.demo_scheduled_at,
    excluded.name, excluded.email, excluded.company);
  GET DIAGNOSTICS kept = ROW_COUNT;
  DELETE FROM leads t WHERE t.user_id = tenant AND t.person_key = ANY (keys)
    AND NOT EXISTS (SELECT FROM lead_analytics l WHERE l.user_id = tenant AND l.person_key = t.person_key);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN kept + gone;
END $$;
COMMENT ON FUNCTION recompute_leads(uuid, text[]) IS
  'Makes the rows of these persons what their leads add up to, and says how many rows that changed';

-- object: rollups/leads_from_lead_analytics.sql sha256:f4ab44417cdd1f76c6d8fe5c6f7e9472454fce545eeb0f3422ca47813995fb87
-- A person's row in leads is what that person's leads add up to: whoever a statement touched is counted anew, under the lock of the
-- tenant's rollups, so that the last of several writers has seen what the others committed. Differences would not do: which call
-- is the first, the latest or the best cannot be told from one.
-- depends on: rollups/recompute_leads.sql
CREATE OR REPLACE FUNCTION trg_leads_by_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
  touched record;
BEGIN
  PERFORM hold_rollups(ARRAY(SELECT user_id FROM leads_new UNION SELECT user_id FROM leads_old));
  FOR touched IN
    WITH gained AS (
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_new
      EXCEPT ALL
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_old
    ), lost AS (
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_old
      EXCEPT ALL
      SELECT user_id, person_key, call_id, agent_id, call_date, call_started_at, call_source, lead_type, total_score,
        lead_status_tag, is_qualified, cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked,
        cta_sample_clicked, cta_escalated_to_human, demo_scheduled_at, extracted_name, extracted_email, company_name
      FROM leads_new
    )
    SELECT user_id, array_agg(person_key) AS keys
    FROM (SELECT user_id, person_key FROM gained UNION SELECT user_id, person_key FROM lost) persons
    GROUP BY user_id ORDER BY user_id
  LOOP
    PERFORM recompute_leads(touched.user_id, touched.keys);
  END LOOP;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_leads_by_person() IS 'A person''s row in leads is what that person''s leads add up to';

CREATE OR REPLACE TRIGGER trigger_keep_leads_from_lead_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_by_person();

CREATE OR REPLACE TRIGGER trigger_keep_leads_from_lead_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_by_person();

CREATE OR REPLACE TRIGGER trigger_keep_leads_from_lead_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_leads_by_person();

-- object: rollups/rebuild_leads.sql sha256:7721b81099786398a33e2e81f508636e23183d24cd2f9c01395eeb8381bfb643
-- Counts the leads of everybody anew who was called, or whose row says so, in these days, and says how many rows that changed.
-- depends on: rollups/recompute_leads.sql
CREATE OR REPLACE FUNCTION rebuild_leads(tenant uuid, first_day date DEFAULT '-infinity', last_day date DEFAULT 'infinity') RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  SELECT coalesce(sum(recompute_leads(tenant, keys)), 0) INTO changed FROM (
    -- In pieces, so that no array holds all the persons of a large tenant.
    SELECT array_agg(person_key) AS keys FROM (
      SELECT person_key, row_number() OVER (ORDER BY person_key) AS place FROM (
        SELECT person_key FROM lead_analytics WHERE user_id = tenant AND call_date BETWEEN first_day AND last_day
        UNION
        SELECT person_key FROM leads WHERE user_id = tenant AND latest_call_date BETWEEN first_day AND last_day
      ) persons
    ) numbered GROUP BY place / 10000
  ) pieces;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'leads');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_leads(uuid, date, date) IS
  'Makes the rows of leads what a tenant''s lead_analytics add up to, for everybody who was called in these days, and says how many that changed';

-- object: security/1_row_level_security.sql sha256:54dec9558f897fc7bbf2d397f7171b187ec06c7ec97257d2f8fa8bb652beb9c2
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
    'user_daily_analytics', 'call_analytics_cache', 'dashboard_cache', 'agent_performance_trends', 'agent_targets',
    'oauth_accounts', 'second_factors', 'second_factor_recovery_codes', 'email_verification_tokens', 'password_reset_tokens',
    'call_segment_analytics', 'contact_imports', 'contact_import_rows', 'deleted_contacts', 'leads', 'customer_events'
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

-- object: security/2_grants.sql sha256:105567c279bf64856c9fae4c5a850dbb664d24c3eaf21157888753e8d54b5b11
-- Each role has just what its work needs; nobody but the owner alters a table or reads what this page does not name. A right that
-- is granted here is entered in audit/allowed_rights.sql as well, on purpose: one that is only granted is a finding.
-- depends on: rollups/rebuild_call_segment_analytics.sql
-- depends on: targets/rebuild_agent_targets.sql
-- depends on: targets/rebuild_agent_performance_trends.sql
-- depends on: targets/refresh_stale_trends.sql
-- depends on: security/administer_users.sql
-- depends on: security/chain_audit_log.sql
-- depends on: contacts/search_contacts.sql
-- depends on: contacts/request_contact_import.sql
-- depends on: rollups/rebuild_leads.sql
-- Not limited to the schema: what everybody may do by default can only be taken away everywhere.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;

GRANT EXECUTE ON FUNCTION wake_ingestion(), readiness(), link_ledger_to_calls(text[]) TO app_ingest;
GRANT EXECUTE ON FUNCTION app_user_id(), uuid_v7(), is_time_zone(text) TO app_tenant, app_ingest, app_auth;
-- Whoever writes contacts computes what they are found by.
GRANT EXECUTE ON FUNCTION fold_text(text), contact_lexemes(uuid, text, text, text, text) TO app_tenant, app_ingest;

-- Tenants: everything of their own except secrets (password hash, session tokens) and the raw inbox.
GRANT SELECT (id, email, name, credits, role, email_verified, is_active, auth_provider, timezone, country, delete_after,
  password_changed_at, created_at, updated_at) ON users TO app_tenant;
GRANT UPDATE (name, country) ON users TO app_tenant;
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
GRANT UPDATE (recording_url, recording_storage_key) ON calls TO app_tenant;
GRANT UPDATE (is_read, override_score, override_reason) ON lead_analytics TO app_tenant;
-- What people write themselves; what the database fills (references, conversion marks, achievement) is out of their hands.
GRANT DELETE ON contacts, follow_ups, customers, agent_targets TO app_tenant;
GRANT INSERT (id, user_id, name, phone_number, email, company, notes, auto_creation_source, import_id),
  UPDATE (name, phone_number, email, company, notes) ON contacts TO app_tenant;
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
  UPDATE (status, has_header, mapping, known_contacts, country, row_count, rows_done, created_count, updated_count, skipped_count,
    undone_count, kept_count, failure, work_id, cancel_requested_at, started_at, finished_at, undone_at)
  ON contact_imports TO app_tenant;
GRANT SELECT, DELETE,
  INSERT (import_id, user_id, row_number, line, name, phone_number, email, company, notes, verdict, reason, other_line, target_contact),
  UPDATE (verdict, reason, other_line, target_contact, former, undo_reason) ON contact_import_rows TO app_tenant;
GRANT SELECT (id, user_id, deletion_id, deleted_at) ON deleted_contacts TO app_tenant;
GRANT EXECUTE ON FUNCTION search_contacts(tsquery, integer), delete_contacts(uuid[], uuid), restore_contacts(uuid),
  merge_contacts(uuid, uuid), request_contact_import(uuid) TO app_tenant;
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
GRANT INSERT (id, email, name, password_hash, password_changed_at, email_verified, auth_provider, timezone),
  UPDATE (email, name, password_hash, password_changed_at, email_verified, delete_after) ON users TO app_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON user_sessions, oauth_accounts, second_factors, second_factor_recovery_codes,
  email_verification_tokens, password_reset_tokens, rate_limits TO app_auth;
GRANT SELECT, INSERT ON login_attempts, password_reset_attempts TO app_auth;
GRANT UPDATE (success, failure_reason) ON login_attempts TO app_auth;
GRANT UPDATE (success) ON password_reset_attempts TO app_auth;
GRANT EXECUTE ON FUNCTION request_mail(text, text, uuid) TO app_auth;

-- Scheduled work: it calls what does the work, and writes down its runs, slots and findings.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM app_job, app_admin;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM app_job, app_admin;
GRANT EXECUTE ON FUNCTION cleanup_trigger_error_log(integer, integer), cleanup_expired_sessions(integer),
  cleanup_old_login_attempts(integer), cleanup_old_password_reset_attempts(integer), cleanup_expired_dashboard_cache(integer),
  cleanup_old_job_runs(integer), cleanup_expired_rate_limits(integer), scheduled_refresh_user_kpi_summary(boolean), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid), list_previous_days(timestamptz), list_tenants(), list_days_to_repair(uuid),
  list_tenants_with_stale_trends(), refresh_stale_trends(uuid), change_time_zone(uuid, text), uuid_v7(),
  cleanup_deleted_contacts(integer), request_stalled_contact_imports(), list_contact_imports_to_clean(integer),
  clean_contact_import(uuid, text), list_accounts_to_erase(), list_objects_to_erase(uuid, integer), erase_account(uuid, text[], integer) TO app_job;
GRANT SELECT, INSERT, UPDATE ON job_runs, job_schedule, audit_findings TO app_job;
GRANT EXECUTE ON FUNCTION rebuild_agent_analytics(uuid, date, date), rebuild_user_analytics(uuid, date, date),
  rebuild_user_daily_analytics(uuid, date, date), rebuild_call_analytics_cache(uuid, date, date),
  rebuild_agent_targets(uuid, date, date), rebuild_agent_performance_trends(uuid, date, date),
  rebuild_call_segment_analytics(uuid, date, date), rebuild_leads(uuid, date, date),
  batch_calculate_call_analytics(date) TO app_job;

-- Administrators: settings, what says whether the database is in order, and the log of what they did, which only grows.
GRANT SELECT, UPDATE (config_value, updated_by) ON system_config TO app_admin;
GRANT INSERT (id, admin_user_id, action, resource_type, resource_id, target_user_id, details, ip_address, user_agent)
  ON admin_audit_log TO app_admin;
GRANT SELECT ON job_runs, job_schedule, audit_findings, kpi_refresh_state, trigger_error_log TO app_admin;
GRANT EXECUTE ON FUNCTION request_replay(uuid, timestamptz, timestamptz), get_cache_trigger_health(), test_cache_invalidation(text, uuid), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid), change_user_role(uuid, uuid, text), set_user_active(uuid, uuid, boolean),
  verify_audit_chain() TO app_admin;

-- Reports: a tenant sees its own rows, by the policies of what they read or by the view's own condition.
GRANT SELECT ON user_stats, agent_performance_summary, call_source_analytics, recent_call_analytics, my_kpi_summary TO app_tenant;

-- object: zz_comments/calls.sql sha256:e142ba384e74b972473763929462dd786f9985da5a4d0c66b84da681798f70b4
-- Agents, calls and what each call brought.
COMMENT ON TABLE agents IS 'A voice agent of a tenant, as the provider knows it';
COMMENT ON COLUMN agents.elevenlabs_agent_id IS 'The provider''s id of the agent, by which its calls find their tenant';
COMMENT ON COLUMN agents.name IS 'Name that the tenant sees';
COMMENT ON COLUMN agents.agent_type IS 'call or chat';
COMMENT ON COLUMN agents.description IS 'What the agent is for, in the tenant''s words';
COMMENT ON COLUMN agents.is_active IS 'Whether the agent is in use';
COMMENT ON TABLE calls IS 'One conversation of an agent, from the provider''s events';
COMMENT ON COLUMN calls.contact_id IS 'The contact whom the number or address belongs to, if one is known';
COMMENT ON COLUMN calls.elevenlabs_conversation_id IS 'The provider''s id of the conversation; one call each';
COMMENT ON COLUMN calls.phone_number IS 'The other party''s number in E.164; NULL without one';
COMMENT ON COLUMN calls.call_source IS 'phone, internet or unknown';
COMMENT ON COLUMN calls.caller_name IS 'Name of the other party, when known';
COMMENT ON COLUMN calls.caller_email IS 'Address of the other party, when known';
COMMENT ON COLUMN calls.lead_type IS 'inbound or outbound';
COMMENT ON COLUMN calls.duration_minutes IS 'Started minutes, which are charged: 61 seconds are 2';
COMMENT ON COLUMN calls.duration_seconds IS 'Exact length in seconds';
COMMENT ON COLUMN calls.credits_used IS 'Credits that the call cost';
COMMENT ON COLUMN calls.credits_per_minute IS 'Credits for each started minute when the call was charged';
COMMENT ON COLUMN calls.status IS 'in_progress, completed, failed or cancelled';
COMMENT ON COLUMN calls.recording_url IS 'Address in the product at which the recording is played; NULL until it is stored';
COMMENT ON COLUMN calls.recording_storage_key IS 'Where the recording lies in the file storage; NULL until it is stored';
COMMENT ON COLUMN calls.has_audio IS 'Whether the call has a recording';
COMMENT ON COLUMN calls.summary_title IS 'Title of the provider''s summary';
COMMENT ON COLUMN calls.summary IS 'The provider''s summary of the conversation';
COMMENT ON COLUMN calls.termination_reason IS 'Why the conversation ended, in the provider''s words';
COMMENT ON COLUMN calls.metadata IS 'What else the provider said about the call';
COMMENT ON COLUMN calls.provider_version IS 'Rank, moment and hash of the event that the call was read from; a lower one is older and changes nothing';
COMMENT ON COLUMN calls.started_at IS 'When the conversation began';
COMMENT ON COLUMN calls.ended_at IS 'When it ended; NULL while it lasts';
COMMENT ON COLUMN calls.call_date IS 'Day of its beginning in the tenant''s zone; set by a trigger alone';
COMMENT ON CONSTRAINT calls_credits_per_minute_is_not_negative ON calls IS 'A rate is never below zero';
COMMENT ON CONSTRAINT calls_credits_used_is_not_negative ON calls IS 'A call never gives credits';
COMMENT ON CONSTRAINT calls_duration_is_not_negative ON calls IS 'A call never lasts less than no time';
COMMENT ON CONSTRAINT calls_duration_minutes_are_started_minutes ON calls IS 'Minutes are seconds divided by 60, rounded up';
COMMENT ON CONSTRAINT calls_end_after_start ON calls IS 'A call does not end before it begins';
COMMENT ON INDEX calls_agent_id_started_at_idx IS 'Lists an agent''s calls, newest first';
COMMENT ON INDEX calls_call_source_user_id_idx IS 'Lists a tenant''s calls of one source, newest first';
COMMENT ON INDEX calls_caller_email_idx IS 'Lists the calls of a person by address, newest first';
COMMENT ON INDEX calls_completed_idx IS 'Lists a tenant''s completed calls, newest first';
COMMENT ON INDEX calls_user_id_contact_id_started_at_idx IS 'Lists a contact''s calls, newest first, and the contacts that have calls';
COMMENT ON INDEX calls_user_id_lead_type_started_at_idx IS 'Lists a tenant''s inbound or outbound calls, newest first';
COMMENT ON INDEX calls_user_id_started_at_idx IS 'Lists a tenant''s calls, newest first';
COMMENT ON INDEX calls_user_id_status_started_at_idx IS 'Lists a tenant''s calls of one status, newest first; completed ones have an index of their own';
COMMENT ON TABLE transcripts IS 'What was said in a call';
COMMENT ON COLUMN transcripts.content IS 'The conversation as text';
COMMENT ON COLUMN transcripts.speaker_segments IS 'The same in turns, as a JSON array: who spoke, when and what';
COMMENT ON CONSTRAINT transcripts_speaker_segments_is_array ON transcripts IS 'The turns are a JSON array';
COMMENT ON TABLE lead_analytics IS 'How promising a call was: scores, tag and calls to action, at most one row a call';
COMMENT ON COLUMN lead_analytics.intent_level IS 'Intent to buy, in a word';
COMMENT ON COLUMN lead_analytics.intent_score IS 'Intent to buy, 0 to 100';
COMMENT ON COLUMN lead_analytics.urgency_level IS 'Urgency, in a word';
COMMENT ON COLUMN lead_analytics.urgency_score IS 'Urgency, 0 to 100';
COMMENT ON COLUMN lead_analytics.budget_constraint IS 'Budget, in a word';
COMMENT ON COLUMN lead_analytics.budget_score IS 'Budget, 0 to 100';
COMMENT ON COLUMN lead_analytics.fit_alignment IS 'Fit of the product, in a word';
COMMENT ON COLUMN lead_analytics.fit_score IS 'Fit of the product, 0 to 100';
COMMENT ON COLUMN lead_analytics.engagement_health IS 'Engagement in the conversation, in a word';
COMMENT ON COLUMN lead_analytics.engagement_score IS 'Engagement in the conversation, 0 to 100';
COMMENT ON COLUMN lead_analytics.total_score IS 'Overall score that counts, 0 to 100: a person''s where one has overruled the AI, else the AI''s; set by a trigger';
COMMENT ON COLUMN lead_analytics.lead_status_tag IS 'hot, warm or cold, by the score that counts; set by a trigger';
COMMENT ON COLUMN lead_analytics.is_qualified IS 'Whether the lead counts as qualified; set by a trigger';
COMMENT ON COLUMN lead_analytics.ai_total_score IS 'The AI''s overall score, 0 to 100: the provider''s, or the weighted mean of the others';
COMMENT ON COLUMN lead_analytics.ai_lead_status_tag IS 'hot, warm or cold, by the AI''s score';
COMMENT ON COLUMN lead_analytics.ai_is_qualified IS 'Whether the lead is qualified by the AI''s score';
COMMENT ON COLUMN lead_analytics.override_score IS 'The score by which a person overruled the AI, 0 to 100; NULL while the AI''s counts';
COMMENT ON COLUMN lead_analytics.override_tag IS 'hot, warm or cold, by the person''s score and the settings of that day';
COMMENT ON COLUMN lead_analytics.override_is_qualified IS 'Whether the lead is qualified by the person''s score and the settings of that day';
COMMENT ON COLUMN lead_analytics.override_reason IS 'Why the AI was overruled';
COMMENT ON COLUMN lead_analytics.overridden_at IS 'When the AI was overruled; set by a trigger';
COMMENT ON COLUMN lead_analytics.overridden_by IS 'User who overruled the AI; set by a trigger';
COMMENT ON CONSTRAINT lead_analytics_override_is_whole ON lead_analytics IS 'An override has a score, what follows from it, a reason and a moment, or none of them';
COMMENT ON CONSTRAINT lead_analytics_override_has_a_reason ON lead_analytics IS 'A reason says something, in 1,000 characters at most';
COMMENT ON INDEX lead_analytics_user_id_person_key_idx IS 'Reads a person''s leads, newest first';
COMMENT ON COLUMN lead_analytics.reasoning IS 'Why the scores are what they are';
COMMENT ON COLUMN lead_analytics.cta_interactions IS 'What the provider said about calls to action';
COMMENT ON COLUMN lead_analytics.company_name IS 'Company, as heard in the conversation';
COMMENT ON COLUMN lead_analytics.extracted_name IS 'Name, as heard in the conversation';
COMMENT ON COLUMN lead_analytics.extracted_email IS 'Address, as heard in the conversation';
COMMENT ON COLUMN lead_analytics.cta_pricing_clicked IS 'Whether prices were asked for';
COMMENT ON COLUMN lead_analytics.cta_demo_clicked IS 'Whether a demo was asked for';
COMMENT ON COLUMN lead_analytics.cta_followup_clicked IS 'Whether a follow-up was asked for';
COMMENT ON COLUMN lead_analytics.cta_sample_clicked IS 'Whether a sample was asked for';
COMMENT ON COLUMN lead_analytics.cta_escalated_to_human IS 'Whether a person was asked for';
COMMENT ON COLUMN lead_analytics.demo_scheduled_at IS 'When the agreed demo takes place';
COMMENT ON COLUMN lead_analytics.is_read IS 'Whether the tenant has read the notification';
COMMENT ON INDEX lead_analytics_lead_status_tag_idx IS 'Lists a tenant''s hot, warm or cold leads, newest first';
COMMENT ON INDEX lead_analytics_qualified_idx IS 'Lists a tenant''s qualified leads, newest first';
COMMENT ON INDEX lead_analytics_cta_pricing_idx IS 'Lists a tenant''s leads that asked for prices, newest first';
COMMENT ON INDEX lead_analytics_cta_demo_idx IS 'Lists a tenant''s leads that asked for a demo, newest first';
COMMENT ON INDEX lead_analytics_cta_followup_idx IS 'Lists a tenant''s leads that asked for a follow-up, newest first';
COMMENT ON INDEX lead_analytics_cta_sample_idx IS 'Lists a tenant''s leads that asked for a sample, newest first';
COMMENT ON INDEX lead_analytics_cta_human_idx IS 'Lists a tenant''s leads that asked for a person, newest first';
COMMENT ON INDEX lead_analytics_user_id_call_started_at_idx IS 'Lists a tenant''s leads, newest first';
COMMENT ON INDEX agent_call_outcomes_user_id_outcome_idx IS 'Lists a tenant''s calls of one outcome, newest first';
COMMENT ON TABLE agent_call_outcomes IS 'How a call went, at most one row a call';
COMMENT ON COLUMN agent_call_outcomes.outcome IS 'completed, no_answer, busy, failed, voicemail or disconnected; the first and the last count as answered';
COMMENT ON COLUMN agent_call_outcomes.call_quality_score IS 'Quality of the call, 1 to 10';
COMMENT ON COLUMN agent_call_outcomes.customer_satisfaction IS 'Satisfaction of the other party, 1 to 10';
COMMENT ON COLUMN agent_call_outcomes.is_qualified_lead IS 'Whether the call brought a qualified lead';
COMMENT ON COLUMN agent_call_outcomes.lead_temperature IS 'hot, warm, cold or not_interested';
COMMENT ON COLUMN agent_call_outcomes.sentiment_score IS 'Mood of the conversation, -1 to 1';
COMMENT ON COLUMN agent_call_outcomes.key_topics IS 'What was talked about';
COMMENT ON COLUMN agent_call_outcomes.objections_raised IS 'What the other party objected';
COMMENT ON COLUMN agent_call_outcomes.next_steps IS 'What was agreed to come next';
COMMENT ON CONSTRAINT agent_call_outcomes_call_quality_score_is_1_to_10 ON agent_call_outcomes IS 'Quality is 1 to 10';
COMMENT ON CONSTRAINT agent_call_outcomes_customer_satisfaction_is_1_to_10 ON agent_call_outcomes IS 'Satisfaction is 1 to 10';
COMMENT ON CONSTRAINT agent_call_outcomes_sentiment_score_is_in_range ON agent_call_outcomes IS 'Mood is -1 to 1';

-- object: zz_comments/contacts.sql sha256:8e3f8ef39cf9a7c890e95eff5885ae1eaac3ee8420dd2e2feaa386952f61642f
-- Whom a tenant calls, from which numbers, and who became a customer.
COMMENT ON TABLE contacts IS 'A person or business that a tenant calls or was called by';
COMMENT ON COLUMN contacts.name IS 'Name of the contact';
COMMENT ON COLUMN contacts.phone_number IS 'Number in E.164, unique within the tenant';
COMMENT ON COLUMN contacts.email IS 'Address of the contact';
COMMENT ON COLUMN contacts.company IS 'Company of the contact';
COMMENT ON COLUMN contacts.notes IS 'The tenant''s notes';
COMMENT ON COLUMN contacts.is_customer IS 'Whether a customer points at the contact; set by a trigger';
COMMENT ON COLUMN contacts.auto_created_from_call_id IS 'The call from which the contact was made, if it was';
COMMENT ON COLUMN contacts.is_auto_created IS 'Whether it was made from a call';
COMMENT ON COLUMN contacts.auto_creation_source IS 'webhook: made from a call; manual or NULL: entered by a person';
COMMENT ON COLUMN contacts.import_id IS 'The import that made it, if one did';
COMMENT ON COLUMN contacts.source IS 'Where it came from: import, call, or manual; computed';
COMMENT ON COLUMN contacts.name_key IS 'What contacts are sorted by: the name, else the company, address or number, without accents and case; computed';
COMMENT ON COLUMN contacts.search IS 'The words by which it is found, each behind the end of its tenant''s id; computed';
COMMENT ON CONSTRAINT contacts_email_is_lower ON contacts IS 'An address is kept in lower case, so that equal ones are equal';
COMMENT ON INDEX contacts_user_id_name_key_idx IS 'Lists a tenant''s contacts by name';
COMMENT ON INDEX contacts_user_id_created_at_idx IS 'Lists a tenant''s contacts, newest first';
COMMENT ON INDEX contacts_user_id_email_idx IS 'Finds a tenant''s contacts by address';
COMMENT ON INDEX contacts_user_id_import_id_idx IS 'Finds the contacts that an import made';
COMMENT ON INDEX contacts_not_imported_idx IS 'Lists contacts that calls made or a person entered, newest first';
COMMENT ON INDEX contacts_customers_idx IS 'Lists the contacts that are customers, newest first';
COMMENT ON INDEX contacts_search_idx IS 'Finds contacts by the beginnings of words';
COMMENT ON CONSTRAINT contacts_can_be_reached ON contacts IS 'A contact has at least a number, an address or a name';
COMMENT ON CONSTRAINT contacts_auto_created_by_webhook_alone ON contacts IS 'A contact is auto-created exactly when its source is webhook';
COMMENT ON CONSTRAINT contacts_made_from_a_call_are_auto_created ON contacts IS 'Only what was auto-created was made from a call';
COMMENT ON INDEX contacts_auto_created_from_call_id_idx IS 'Finds the contact that a call made';
COMMENT ON TABLE phone_numbers IS 'A number that administrators assign to a tenant to call from';
COMMENT ON COLUMN phone_numbers.name IS 'What administrators call the number';
COMMENT ON COLUMN phone_numbers.phone_number IS 'The number in E.164; unique among active ones';
COMMENT ON COLUMN phone_numbers.elevenlabs_phone_number_id IS 'The provider''s id of the number';
COMMENT ON COLUMN phone_numbers.assigned_to_user_id IS 'The tenant who may use it; NULL while it is nobody''s';
COMMENT ON COLUMN phone_numbers.created_by_admin_id IS 'The administrator who entered it';
COMMENT ON COLUMN phone_numbers.is_active IS 'Whether it can be called from';
COMMENT ON INDEX phone_numbers_one_active_number IS 'A number is active at most once';
COMMENT ON TABLE follow_ups IS 'What a tenant means to do about a lead, and on which day';
COMMENT ON COLUMN follow_ups.call_id IS 'The call from which it was made; NULL when there was none or it is gone';
COMMENT ON COLUMN follow_ups.person_key IS 'Whom it is about, as calls.person_key: a number in E.164, else an address in lower case, else a call';
COMMENT ON COLUMN follow_ups.lead_phone IS 'Number of the lead in E.164, where one is known';
COMMENT ON COLUMN follow_ups.lead_email IS 'Address of the lead';
COMMENT ON COLUMN follow_ups.lead_name IS 'Name of the lead';
COMMENT ON COLUMN follow_ups.follow_up_date IS 'Day on which it is due, in the tenant''s zone';
COMMENT ON COLUMN follow_ups.remark IS 'What the tenant noted';
COMMENT ON COLUMN follow_ups.is_completed IS 'Whether it is done; agrees with follow_up_status';
COMMENT ON COLUMN follow_ups.follow_up_status IS 'pending, completed or cancelled';
COMMENT ON COLUMN follow_ups.created_by IS 'User who wrote it; set by a trigger';
COMMENT ON COLUMN follow_ups.completed_at IS 'When it was done; NULL until then';
COMMENT ON COLUMN follow_ups.completed_by IS 'User who did it; set by a trigger';
COMMENT ON CONSTRAINT follow_ups_completed_by_only_when_completed ON follow_ups IS 'Only what is done was done by somebody';
COMMENT ON CONSTRAINT follow_ups_completed_has_its_moment ON follow_ups IS 'What is done has its moment, and nothing else has one';
COMMENT ON CONSTRAINT follow_ups_is_completed_follows_status ON follow_ups IS 'is_completed is true for the status completed alone';
COMMENT ON CONSTRAINT follow_ups_lead_can_be_identified ON follow_ups IS 'A follow-up is about somebody';
COMMENT ON INDEX follow_ups_user_id_follow_up_date_idx IS 'Lists a tenant''s follow-ups by day';
COMMENT ON INDEX follow_ups_call_id_idx IS 'Finds the follow-ups that were made from a call';
COMMENT ON INDEX follow_ups_one_pending_per_person_and_day IS 'A person is followed up at most once a day';
COMMENT ON INDEX follow_ups_user_id_person_key_idx IS 'Lists the follow-ups of a person';
COMMENT ON INDEX follow_ups_user_id_status_date_idx IS 'Lists what is due, overdue, to come or cancelled';
COMMENT ON INDEX follow_ups_user_id_completed_at_idx IS 'Lists what was done, the newest first';
COMMENT ON TABLE customers IS 'A contact that became a customer';
COMMENT ON COLUMN customers.contact_id IS 'The contact; one customer each';
COMMENT ON COLUMN customers.customer_reference_number IS 'CUST-YYYY-NNNN: year of conversion and a number without gaps; set by a trigger';
COMMENT ON COLUMN customers.name IS 'Name of the customer';
COMMENT ON COLUMN customers.email IS 'Address of the customer';
COMMENT ON COLUMN customers.phone IS 'Number of the customer in E.164';
COMMENT ON COLUMN customers.company IS 'Company of the customer';
COMMENT ON COLUMN customers.status IS 'Active, Inactive, Churned or On Hold';
COMMENT ON COLUMN customers.conversion_date IS 'When the contact became a customer';
COMMENT ON COLUMN customers.original_lead_source IS 'Where the lead came from';
COMMENT ON COLUMN customers.assigned_sales_rep IS 'Who looks after the customer';
COMMENT ON COLUMN customers.last_interaction_date IS 'When they were last in touch';
COMMENT ON COLUMN customers.notes IS 'The tenant''s notes';
COMMENT ON CONSTRAINT customers_reference_has_its_form ON customers IS 'A reference is CUST-, four digits of the year, and four digits or more';
COMMENT ON INDEX customers_user_id_conversion_date_idx IS 'Lists a tenant''s customers, the newest first';
COMMENT ON TABLE customer_reference_counters IS 'The last customer number that was given in each year';
COMMENT ON COLUMN customer_reference_counters.year IS 'Year of conversion';
COMMENT ON COLUMN customer_reference_counters.last_number IS 'Last number given; the first is 1';
COMMENT ON CONSTRAINT customer_reference_counters_last_number_counts ON customer_reference_counters IS 'Numbers begin with 1';
COMMENT ON CONSTRAINT customer_reference_counters_year_has_four_digits ON customer_reference_counters IS 'A year has four digits, as the reference has';

-- object: zz_comments/leads.sql sha256:0cc11ac9a3851b9991976d4e5ee0a8df72a869c65245173ca38d185164a45ff2
-- One row for each lead, counted from its calls.
COMMENT ON TABLE leads IS 'A person with at least one call that showed a lead: what those calls add up to, kept by triggers on lead_analytics';
COMMENT ON COLUMN leads.person_key IS 'Who it is: the number in E.164, else the address in lower case, else the id of the one call';
COMMENT ON COLUMN leads.identity_kind IS 'phone, email or call: what the person is known by';
COMMENT ON COLUMN leads.call_count IS 'Calls that showed a lead';
COMMENT ON COLUMN leads.first_call_id IS 'The first of these calls';
COMMENT ON COLUMN leads.first_call_at IS 'When the first call began';
COMMENT ON COLUMN leads.first_call_source IS 'How the first call came: phone, internet or unknown';
COMMENT ON COLUMN leads.first_lead_type IS 'Whether the first call was inbound or outbound';
COMMENT ON COLUMN leads.first_score IS 'Score of the first call; NULL without one';
COMMENT ON COLUMN leads.first_tag IS 'hot, warm or cold, by the first call';
COMMENT ON COLUMN leads.latest_call_id IS 'The latest of these calls';
COMMENT ON COLUMN leads.latest_call_at IS 'When the latest call began';
COMMENT ON COLUMN leads.latest_call_date IS 'Day of the latest call in the tenant''s zone';
COMMENT ON COLUMN leads.latest_agent_id IS 'The agent of the latest call';
COMMENT ON COLUMN leads.latest_score IS 'Score of the latest call; NULL without one';
COMMENT ON COLUMN leads.latest_tag IS 'hot, warm or cold, by the latest call: the temperature of the lead';
COMMENT ON COLUMN leads.latest_is_qualified IS 'Whether the latest call is qualified';
COMMENT ON COLUMN leads.best_call_id IS 'The call with the highest score; of equal ones the latest';
COMMENT ON COLUMN leads.best_score IS 'The highest score; NULL without any';
COMMENT ON COLUMN leads.best_tag IS 'hot, warm or cold, by the best call';
COMMENT ON COLUMN leads.was_qualified IS 'Whether any of the calls is qualified';
COMMENT ON COLUMN leads.cta_pricing_calls IS 'Calls in which prices were asked for';
COMMENT ON COLUMN leads.cta_demo_calls IS 'Calls in which a demo was asked for';
COMMENT ON COLUMN leads.cta_followup_calls IS 'Calls in which a follow-up was asked for';
COMMENT ON COLUMN leads.cta_sample_calls IS 'Calls in which a sample was asked for';
COMMENT ON COLUMN leads.cta_human_calls IS 'Calls in which a person was asked for';
COMMENT ON COLUMN leads.demo_scheduled_at IS 'When the demo takes place that was agreed in the latest call that agreed one';
COMMENT ON COLUMN leads.name IS 'Name, as last heard';
COMMENT ON COLUMN leads.email IS 'Address, as last heard, else the one that the person is known by';
COMMENT ON COLUMN leads.company IS 'Company, as last heard';
COMMENT ON COLUMN leads.latest_rank IS 'The latest score, and -1 without one: what the list is sorted by';
COMMENT ON COLUMN leads.best_rank IS 'The best score, and -1 without one: what the list is sorted by';
COMMENT ON COLUMN leads.phone_number IS 'Number in E.164 of a person who is known by one';
COMMENT ON COLUMN leads.name_search IS 'The name in lower case, searched by its beginning';
COMMENT ON COLUMN leads.last_name_search IS 'The last word of the name in lower case, searched by its beginning';
COMMENT ON COLUMN leads.email_search IS 'The address in lower case, searched by its beginning';
COMMENT ON COLUMN leads.company_search IS 'The company in lower case, searched by its beginning';
COMMENT ON INDEX leads_latest_call_idx IS 'Lists a tenant''s leads, the latest called first';
COMMENT ON INDEX leads_tag_latest_call_idx IS 'Lists and counts a tenant''s hot, warm or cold leads, the latest called first';
COMMENT ON INDEX leads_agent_latest_call_idx IS 'Lists the leads whom an agent spoke to last';
COMMENT ON INDEX leads_latest_rank_idx IS 'Lists a tenant''s leads by their latest score';
COMMENT ON INDEX leads_tag_latest_rank_idx IS 'Lists a tenant''s hot, warm or cold leads by their latest score';
COMMENT ON INDEX leads_best_rank_idx IS 'Lists a tenant''s leads by their best score';
COMMENT ON INDEX leads_tag_best_rank_idx IS 'Lists a tenant''s hot, warm or cold leads by their best score';
COMMENT ON INDEX leads_cta_idx IS 'Lists a tenant''s leads with a call to action, the latest called first';
COMMENT ON INDEX leads_demo_idx IS 'Lists a tenant''s leads with a demo, the latest called first';
COMMENT ON INDEX leads_phone_number_idx IS 'Finds leads by the beginning of their number';
COMMENT ON INDEX leads_name_search_idx IS 'Finds leads by the beginning of their name';
COMMENT ON INDEX leads_last_name_search_idx IS 'Finds leads by the beginning of their last name';
COMMENT ON INDEX leads_email_search_idx IS 'Finds leads by the beginning of their address';
COMMENT ON INDEX leads_company_search_idx IS 'Finds leads by the beginning of their company';
COMMENT ON COLUMN customers.person_key IS 'The lead that became this customer, as leads.person_key; NULL when it was none';
COMMENT ON COLUMN customers.origin_call_id IS 'The call with which everything began';
COMMENT ON COLUMN customers.name_search IS 'The name in lower case, searched by its beginning';
COMMENT ON COLUMN customers.last_name_search IS 'The last word of the name in lower case, searched by its beginning';
COMMENT ON COLUMN customers.email_search IS 'The address in lower case, searched by its beginning';
COMMENT ON COLUMN customers.company_search IS 'The company in lower case, searched by its beginning';
COMMENT ON INDEX customers_status_conversion_date_idx IS 'Lists a tenant''s customers of one status, newest first';
COMMENT ON INDEX customers_origin_call_id_idx IS 'Finds the customer who began with a call';
COMMENT ON INDEX customers_phone_idx IS 'Finds a tenant''s customer by number';
COMMENT ON INDEX customers_email_search_idx IS 'Finds a tenant''s customer by address';
COMMENT ON TABLE customer_events IS 'What became of a customer: conversion and every change that matters, written by a trigger and never changed';
COMMENT ON COLUMN customer_events.customer_id IS 'The customer it happened to';
COMMENT ON COLUMN customer_events.kind IS 'converted, status_changed, sales_rep_changed, note_changed or details_changed';
COMMENT ON COLUMN customer_events.from_value IS 'What it was before; NULL when it was nothing';
COMMENT ON COLUMN customer_events.to_value IS 'What it became; NULL when it became nothing';
COMMENT ON COLUMN customer_events.created_by IS 'User who did it; NULL when no user did, or the user is gone';
COMMENT ON COLUMN customer_events.created_at IS 'When it happened';
COMMENT ON INDEX customer_events_customer_id_idx IS 'Reads what became of a customer, newest first';
-- A view that stands for a table says what the table says.
DO $$
DECLARE
  sentence text;
BEGIN
  FOR sentence IN
    SELECT format('COMMENT ON COLUMN person_leads.%I IS %L', v.attname, col_description('leads'::regclass, t.attnum))
    FROM pg_attribute v JOIN pg_attribute t ON t.attrelid = 'leads'::regclass AND t.attname = v.attname
    WHERE v.attrelid = 'person_leads'::regclass AND v.attnum > 0 AND col_description('leads'::regclass, t.attnum) IS NOT NULL
  LOOP
    EXECUTE sentence;
  END LOOP;
END $$;

-- object: zz_comments/1_shared_columns.sql sha256:d36e2ea4a967249cd9e49922d7c22a2320fdf4019aabe004d2a5af03b284684d
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
    ('person_key', 'Whom the call was with: the number in E.164, else the address in lower case, else the call itself; follows the call'),
    ('call_source', 'How the call came: phone, internet or unknown; follows the call'),
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
    ('leads_generated', 'Calls that brought a lead'),
    ('qualified_leads', 'Leads that are qualified'),
    ('hot_leads', 'Leads tagged hot'),
    ('warm_leads', 'Leads tagged warm'),
    ('cold_leads', 'Leads tagged cold'),
    ('cta_pricing_clicks', 'Calls in which prices were asked for'),
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
    WHERE c.relname NOT IN ('job_runs', 'job_schedule', 'audit_findings', 'kpi_refresh_state')
  LOOP
    EXECUTE format('COMMENT ON COLUMN public.%I.%I IS %L', described.relname, described.name, described.meaning);
  END LOOP;
END $$;

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
