-- object: accounts/erase_account.sql sha256:5be3f43cc13362bb7fcf766a0991643a4cdbb8d4e3b921a2e1b717eb641b2f17
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
  IF EXISTS (SELECT FROM contact_imports WHERE user_id = account AND storage_key IS NOT NULL AND storage_key <> ALL (gone_objects)) THEN
    RAISE EXCEPTION 'The files of this account''s imports are erased before what names them.'
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;

  FOREACH emptied IN ARRAY ARRAY['customers', 'follow_ups', 'contacts', 'deleted_contacts', 'contact_imports', 'leads', 'agent_analytics', 'user_analytics', 'user_daily_analytics',
    'call_analytics_cache', 'agents', 'saved_views', 'user_sessions', 'oauth_accounts', 'email_verification_tokens', 'password_reset_tokens',
    'second_factor_recovery_codes'] LOOP
    EXECUTE format('DELETE FROM %1$I WHERE id IN (SELECT id FROM %1$I WHERE user_id = $1 LIMIT $2)', emptied) USING account, rows_max;
    GET DIAGNOSTICS removed = ROW_COUNT;
    IF removed > 0 THEN RETURN removed; END IF;
  END LOOP;

  DELETE FROM second_factors WHERE user_id = account;
  DELETE FROM stale_trends WHERE tenant_id = account;
  DELETE FROM call_search_rebuilds WHERE user_id = account;
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

-- object: audit/allowed_rights.sql sha256:87e32f4ed7840146f758e8df765ca007b2622681110512b66e26b7ade43ba6bc
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
      password_changed_at notifications_read_until created_at updated_at'),
    ('app_tenant', 'users', 'UPDATE', 'name country notifications_read_until'),
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
    ('app_tenant', 'matching_calls(tsquery,tsquery,uuid[]) find_calls(tsquery,tsquery,integer) expected_calls(tsquery)'),
    ('app_ingest', 'app_user_id() uuid_v7() is_time_zone(text) wake_ingestion() readiness() link_ledger_to_calls(text[])'),
    ('app_ingest', 'hold_call_searches() release_call_searches(uuid[]) read_search_delay()'),
    ('app_job', 'wake_call_searches() take_call_searches(integer,bigint) call_search_sources(uuid[])'),
    ('app_job', 'write_call_searches(uuid[],text[],text[]) note_call_search_failure(uuid,text)'),
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
    ('app_job', 'rebuild_agent_performance_trends(uuid,date,date) rebuild_call_segment_analytics(uuid,date,date) rebuild_leads(uuid,date,date) rebuild_call_searches(uuid,date,date)'),
    ('app_job', 'cleanup_deleted_contacts(integer) request_stalled_contact_imports()'),
    ('app_job', 'list_contact_imports_to_clean(integer) clean_contact_import(uuid,text)'),
    ('app_job', 'list_accounts_to_erase() list_objects_to_erase(uuid,integer) erase_account(uuid,text[],integer)'),
    ('app_admin', 'get_cache_trigger_health() test_cache_invalidation(text,uuid)'),
    ('app_admin', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid)'),
    ('app_admin', 'change_user_role(uuid,uuid,text) set_user_active(uuid,uuid,boolean) verify_audit_chain()')
  ) functions (role, functions)
$$;
COMMENT ON FUNCTION list_allowed_rights() IS 'What the roles of the application may do, at most; security/2_grants.sql gives it to them';

-- object: search/1_call_search_sources.sql sha256:a85a1d41a43ccfe990df7259aea1ae01e42e2a04fb7c2c89c8fbd2ccceaa7e1f
-- A call is found by its person, its number and what was said. The words are made of this by lib/calls/search-vector.ts alone: what a
-- server calls a letter depends on its version and locale. What nobody could say in hours is left out, so that a call stays small.
CREATE OR REPLACE FUNCTION call_search_sources(of_calls uuid[]) RETURNS TABLE (
  call_id uuid, user_id uuid, who text[], phone_number text, said text[], source text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT found.*, encode(sha256(convert_to(concat_ws(E'\n', found.who::text, found.phone_number, found.said::text), 'UTF8')), 'hex')
  FROM (
    SELECT c.id, c.user_id, array_remove(ARRAY[c.caller_name, c.caller_email, nullif(l.extracted_name, c.caller_name),
        nullif(l.extracted_email, c.caller_email), l.company_name]::text[], NULL) AS who, c.phone_number::text AS phone_number, ARRAY(
      SELECT left(text, 1000000) FROM (
        SELECT place, text, sum(length(text)) OVER (ORDER BY place) - length(text) AS before FROM (
          SELECT place, turn ->> 'text' AS text FROM jsonb_array_elements(t.speaker_segments) WITH ORDINALITY turns (turn, place) OFFSET 0
        ) said
      ) texts WHERE before < 1000000 ORDER BY place) AS said
    FROM calls c
    LEFT JOIN lead_analytics l ON l.call_id = c.id
    LEFT JOIN transcripts t ON t.call_id = c.id
    WHERE c.id = ANY (of_calls)
  ) found
  ORDER BY found.id
$$;
COMMENT ON FUNCTION call_search_sources(uuid[]) IS 'What these calls are to be found by, and a digest of it';

-- Words are known to be those of a source, and to be as they were made, without being made again.
CREATE OR REPLACE FUNCTION call_search_digest(source text, words tsvector) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT substring(sha256(convert_to(source || words::text, 'UTF8')) FOR 16) $$;
COMMENT ON FUNCTION call_search_digest(text, tsvector) IS 'A digest of what words were made of, and of the words';

-- object: audit/searches.sql sha256:67fd9b8264f6729cfaa0aeb77ee284f61df445b06e279b750c46969877758300
-- Every call can be found, and a fresh one by what it says: to read all transcripts again takes longer than any other check. A call
-- whose words the job is about to make is not amiss, unless it has waited too long.
-- depends on: search/1_call_search_sources.sql
CREATE OR REPLACE FUNCTION is_call_search_awaited(call uuid, tenant uuid, day date, started timestamptz) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT EXISTS (SELECT FROM call_search_queue q WHERE q.call_id = call AND q.queued_at > now() - interval '1 hour')
    OR EXISTS (SELECT FROM call_search_rebuilds r WHERE r.user_id = tenant AND day BETWEEN r.first_day AND r.last_day
      AND (r.before_call_id IS NULL OR (started, call) < (r.before_started_at, r.before_call_id))
      AND r.requested_at > now() - interval '1 day')
$$;
COMMENT ON FUNCTION is_call_search_awaited(uuid, uuid, date, timestamptz) IS 'Whether the words of a call are to be made shortly, and not since long ago';

CREATE OR REPLACE FUNCTION find_search_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT 'call_is_not_found_by_its_words', c.user_id, 'call_searches', c.id::text, found.detail, c.call_date FROM (
    SELECT n.id AS call_id, 'has no row' AS detail FROM calls n
    WHERE (tenant IS NULL OR n.user_id = tenant) AND NOT EXISTS (SELECT FROM call_searches s WHERE s.call_id = n.id)
      AND NOT EXISTS (SELECT FROM call_search_failures f WHERE f.call_id = n.id)
    UNION ALL
    SELECT s.call_id, 'has other words than the call' FROM call_search_sources(ARRAY(
      SELECT id FROM calls f WHERE f.call_date >= current_date - 2 AND (tenant IS NULL OR f.user_id = tenant))) m
    JOIN call_searches s USING (call_id)
    WHERE (s.user_id, s.digest) IS DISTINCT FROM (m.user_id, call_search_digest(m.source, s.words))
  ) found JOIN calls c ON c.id = found.call_id
  WHERE NOT is_call_search_awaited(c.id, c.user_id, c.call_date, c.started_at)
  UNION ALL
  SELECT 'call_is_not_found_by_its_words', c.user_id, 'call_searches', c.id::text, 'has no words: ' || f.reason, c.call_date
  FROM call_search_failures f JOIN calls c ON c.id = f.call_id
  WHERE (tenant IS NULL OR c.user_id = tenant) AND NOT is_call_search_awaited(c.id, c.user_id, c.call_date, c.started_at)
$$;
COMMENT ON FUNCTION find_search_differences(uuid) IS
  'Calls that no search finds, and those of the last days whose words are not of what the call says, with the day to rebuild; of one tenant, or of all';

-- object: search/2_write_call_searches.sql sha256:f035d2e489e36b853189b028f8a4ea4463e6b5b5064316fab9931ee2273d40c0
-- Whoever calls this has taken the calls, and read their sources after that.
-- depends on: search/1_call_search_sources.sql
CREATE OR REPLACE FUNCTION write_call_searches(of_calls uuid[], vectors text[], sources text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed_rows integer;
BEGIN
  INSERT INTO call_searches AS s (call_id, user_id, words, digest)
  SELECT c.id, c.user_id, made.words, call_search_digest(made.source, made.words)
  FROM (
    SELECT call_id, vector::tsvector AS words, source FROM unnest(of_calls, vectors, sources) AS given (call_id, vector, source) OFFSET 0
  ) made JOIN calls c ON c.id = made.call_id
  ORDER BY c.id
  ON CONFLICT (call_id) DO UPDATE SET user_id = excluded.user_id, words = excluded.words, digest = excluded.digest
  WHERE (s.user_id, s.digest) IS DISTINCT FROM (excluded.user_id, excluded.digest) OR s.words <> excluded.words;
  GET DIAGNOSTICS changed_rows = ROW_COUNT;
  DELETE FROM call_search_failures WHERE call_id = ANY (of_calls);
  RETURN changed_rows;
END $$;
COMMENT ON FUNCTION write_call_searches(uuid[], text[], text[]) IS
  'Writes the words by which these calls are found, and says of how many that changed them';

-- A call without words is shown by the audit, with the reason, until its words are made.
CREATE OR REPLACE FUNCTION note_call_search_failure(failed uuid, why text) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO call_search_failures (call_id, user_id, reason) SELECT id, user_id, left(why, 500) FROM calls WHERE id = failed
  ON CONFLICT (call_id) DO UPDATE SET reason = excluded.reason, failed_at = excluded.failed_at
$$;
COMMENT ON FUNCTION note_call_search_failure(uuid, text) IS 'Writes down that the words of a call could not be made, and why';

-- Only asked for here and made by the job, a piece at a time: whoever repairs a tenant's figures does not wait for all that was said.
-- A request that is there already begins anew.
CREATE OR REPLACE FUNCTION rebuild_call_searches(tenant uuid, first_day date DEFAULT '-infinity', last_day date DEFAULT 'infinity') RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO call_search_rebuilds (user_id, first_day, last_day) VALUES (tenant, first_day, last_day)
  ON CONFLICT ON CONSTRAINT call_search_rebuilds_pkey DO UPDATE SET before_started_at = NULL, before_call_id = NULL
$$;
COMMENT ON FUNCTION rebuild_call_searches(uuid, date, date) IS 'Asks for the words by which a tenant''s calls of these days are found to be made anew';

-- object: search/3_call_searches_from_calls.sql sha256:9caaf1517ac7621e44003348374ea964518823b51403c5164ad09df5ddb1caed
-- The words by which a call is found follow its person, its number, its lead and its transcript, whatever is corrected or deleted: the
-- call waits for a job to make them. A failure leaves the call unfound, never unwritten. Ingestion holds them, and asks once for a
-- whole batch. The call is locked as its reference would lock it, so that one which is being deleted does not wait.
CREATE OR REPLACE FUNCTION trg_call_searches() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
  changed uuid[];
BEGIN
  IF current_setting('app.call_searches', true) = 'held' THEN
    RETURN NULL;
  END IF;
  changed := CASE TG_TABLE_NAME
    WHEN 'calls' THEN ARRAY(
      SELECT n.id FROM calls_new n LEFT JOIN calls_old o ON o.id = n.id
      WHERE o.id IS NULL OR (n.user_id, n.phone_number, n.caller_name, n.caller_email)
        IS DISTINCT FROM (o.user_id, o.phone_number, o.caller_name, o.caller_email))
    WHEN 'lead_analytics' THEN ARRAY(
      SELECT c.id FROM (
        SELECT call_id, extracted_name, extracted_email, company_name FROM leads_new
        EXCEPT SELECT call_id, extracted_name, extracted_email, company_name FROM leads_old
        UNION (SELECT call_id, extracted_name, extracted_email, company_name FROM leads_old
        EXCEPT SELECT call_id, extracted_name, extracted_email, company_name FROM leads_new)) l
      JOIN calls c ON c.id = l.call_id
      WHERE l.company_name IS NOT NULL OR nullif(l.extracted_name, c.caller_name) IS NOT NULL
        OR nullif(l.extracted_email, c.caller_email) IS NOT NULL)
    ELSE ARRAY(
      SELECT call_id FROM transcripts_new n WHERE NOT EXISTS (SELECT FROM transcripts_old o
        WHERE o.call_id = n.call_id AND o.speaker_segments = n.speaker_segments)
      UNION SELECT call_id FROM transcripts_old o WHERE NOT EXISTS (SELECT FROM transcripts_new n WHERE n.call_id = o.call_id))
  END;
  IF cardinality(changed) > 0 THEN
    INSERT INTO call_search_queue (call_id, user_id) SELECT id, user_id FROM calls WHERE id = ANY (changed) ORDER BY id FOR KEY SHARE;
  END IF;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_call_searches_from_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_leads_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_leads_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_leads_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_transcripts_insert
  AFTER INSERT ON transcripts REFERENCING NEW TABLE AS transcripts_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_transcripts_update
  AFTER UPDATE ON transcripts REFERENCING OLD TABLE AS transcripts_old NEW TABLE AS transcripts_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_transcripts_delete
  AFTER DELETE ON transcripts REFERENCING OLD TABLE AS transcripts_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

-- object: search/4_call_searches_of_batches.sql sha256:4548f0d0f4034f920c32f178f2a57b672019031f036421df8ed4480c7ea426d4
-- Ingestion writes a call, its lead and its transcript one after another, and asks for their words once, after all of them. Who holds
-- them and never releases them is found by the audit. A failure leaves the calls unfound, never unwritten.
CREATE OR REPLACE FUNCTION hold_call_searches() RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$ SELECT set_config('app.call_searches', 'held', true) $$;
COMMENT ON FUNCTION hold_call_searches() IS 'Until release_call_searches, triggers ask for no words by which calls are found';

CREATE OR REPLACE FUNCTION release_call_searches(written uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM set_config('app.call_searches', '', true);
  BEGIN
    INSERT INTO call_search_queue (call_id, user_id) SELECT id, user_id FROM calls WHERE id = ANY (written) ORDER BY id;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error('call_search_queue', 'INSERT', SQLSTATE, SQLERRM, context);
  END;
END $$;
COMMENT ON FUNCTION release_call_searches(uuid[]) IS 'Lets the calls wait for their words that the transaction has written since hold_call_searches';

-- object: search/matching_calls.sql sha256:2b157229a7c05b230236e060772b5cfecef25c6a9a7a2d9135bfb3f8fd0e2ff3
-- Of the calls that somebody lists, those that a query finds, which lib/calls/search-query.ts makes of what was typed: strictly, and
-- loosely, as an index can tell without looking at a call. A policy would keep a tenant from the index, since a match
-- is no comparison that is safe to make before it: these functions see to the tenant themselves, and give ids alone.
CREATE OR REPLACE FUNCTION query_of_tenant(loose tsquery) RETURNS tsquery
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$ SELECT format('''u:%s''', app_user_id())::tsquery && loose $$;
COMMENT ON FUNCTION query_of_tenant(tsquery) IS 'A query within the calls of the transaction''s tenant: the tenant is a word of each';

CREATE OR REPLACE FUNCTION matching_calls(strict tsquery, loose tsquery, among uuid[]) RETURNS TABLE (call_id uuid, is_match boolean)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50
SET search_path = public, pg_temp
-- The index of words takes long for common ones, and cannot tell how common these are: the given calls are few.
SET enable_bitmapscan = off
AS $$
  SELECT c.call_id, c.words @@ strict FROM call_searches c
  WHERE c.call_id = ANY (among) AND c.user_id = (SELECT app_user_id()) AND c.words @@ (SELECT query_of_tenant(loose))
$$;
COMMENT ON FUNCTION matching_calls(tsquery, tsquery, uuid[]) IS
  'Those of the given calls of the transaction''s tenant that hold the words, and whether they match them';

-- All calls in which the terms are found, where there are few: it looks at no more than rows_max of them, and one that it gives
-- more than that says that there may be others.
CREATE OR REPLACE FUNCTION find_calls(strict tsquery, loose tsquery, rows_max integer) RETURNS TABLE (call_id uuid, is_match boolean)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1000
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $$
  SELECT s.call_id, s.words @@ strict FROM (
    SELECT c.call_id, c.words FROM call_searches c
    WHERE c.words @@ (SELECT query_of_tenant(loose)) AND c.user_id = (SELECT app_user_id())
    LIMIT rows_max
  ) s
$$;
COMMENT ON FUNCTION find_calls(tsquery, tsquery, integer) IS
  'At most rows_max calls of the transaction''s tenant that hold the words, and whether they match them; fewer are all there are';

-- How many calls the planner expects to hold the words, by what ANALYZE saw: it says which way to look is the shorter one.
CREATE OR REPLACE FUNCTION expected_calls(loose tsquery) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM call_searches WHERE words @@ %L::tsquery',
    query_of_tenant(loose)) INTO plan;
  RETURN (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
END $$;
COMMENT ON FUNCTION expected_calls(tsquery) IS 'About how many calls of the transaction''s tenant hold the words';

-- object: search/take_call_searches.sql sha256:4a8faf6ce37f22f58565e438d8f1962ba4a16c7d406df58cc1a1684380a66836
-- One worker at a time makes words, so that none overwrites newer ones with older. It takes the calls that wait longest, and some that
-- came last: however many wait, a fresh one does not wait for all of them. A quarter of its room is for calls that are made anew.
-- Calls are locked against deletion until the transaction ends; those that somebody else is changing are passed over and wait on.
-- What is taken waits no more when the transaction commits, and is as it was when it does not.
CREATE OR REPLACE FUNCTION take_call_searches(calls_max integer, bytes_max bigint) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
-- In the order of the queue, whatever the planner thinks of its size.
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
DECLARE
  waiting uuid[];
  page uuid[];
  anew uuid[];
  request call_search_rebuilds;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('call_searches')) THEN
    RETURN '{}';
  END IF;
  waiting := ARRAY(SELECT call_id FROM (
    SELECT q.call_id FROM call_search_queue q JOIN calls c ON c.id = q.call_id
    ORDER BY q.id LIMIT greatest(1, calls_max / 2) FOR KEY SHARE OF c SKIP LOCKED) oldest);
  waiting := waiting || ARRAY(SELECT call_id FROM (
    SELECT q.call_id FROM call_search_queue q JOIN calls c ON c.id = q.call_id
    ORDER BY q.id DESC LIMIT calls_max / 4 FOR KEY SHARE OF c SKIP LOCKED) newest);
  waiting := first_calls_of(waiting, bytes_max);
  -- Whatever has been asked for until now of these calls: their sources are read after this.
  DELETE FROM call_search_queue WHERE call_id = ANY (waiting);

  LOOP
    SELECT * INTO request FROM call_search_rebuilds ORDER BY coalesce(postponed_at, requested_at), user_id LIMIT 1 FOR UPDATE SKIP LOCKED;
    EXIT WHEN NOT FOUND;
    BEGIN
      page := ARRAY(SELECT id FROM (
        SELECT c.id FROM calls c
        WHERE c.user_id = request.user_id AND c.call_date BETWEEN request.first_day AND request.last_day
          AND c.started_at >= (request.first_day - 2)::timestamptz AND c.started_at < (request.last_day + 2)::timestamptz
          AND (c.started_at, c.id) < (coalesce(request.before_started_at, 'infinity'),
            coalesce(request.before_call_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
        ORDER BY c.started_at DESC, c.id DESC LIMIT greatest(1, calls_max - cardinality(waiting)) FOR KEY SHARE NOWAIT) newest);
    EXCEPTION WHEN lock_not_available THEN
      -- Somebody changes many calls of this tenant: it is the others' turn.
      UPDATE call_search_rebuilds r SET postponed_at = clock_timestamp()
      WHERE (r.user_id, r.first_day, r.last_day) = (request.user_id, request.first_day, request.last_day);
      EXIT;
    END;
    anew := first_calls_of(page, bytes_max);
    IF cardinality(anew) = cardinality(page) AND cardinality(page) < greatest(1, calls_max - cardinality(waiting)) THEN
      DELETE FROM call_search_rebuilds r
      WHERE (r.user_id, r.first_day, r.last_day) = (request.user_id, request.first_day, request.last_day);
    ELSE
      UPDATE call_search_rebuilds r SET before_started_at = c.started_at, before_call_id = c.id FROM calls c
      WHERE c.id = anew[cardinality(anew)]
        AND (r.user_id, r.first_day, r.last_day) = (request.user_id, request.first_day, request.last_day);
    END IF;
    EXIT WHEN cardinality(anew) > 0;
  END LOOP;
  RETURN ARRAY(SELECT DISTINCT id FROM unnest(waiting || anew) AS taken (id) ORDER BY id);
END $$;
COMMENT ON FUNCTION take_call_searches(integer, bigint) IS
  'The calls whose words the transaction makes next, at most so many and about so many bytes of transcripts; none while another one makes words';

CREATE OR REPLACE FUNCTION first_calls_of(given uuid[], bytes_max bigint) RETURNS uuid[]
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT coalesce(array_agg(id ORDER BY place), '{}') FROM (
    SELECT id, place, sum(bytes) OVER (ORDER BY place) - bytes AS bytes_before FROM (
      SELECT g.id, min(g.place) AS place, max(coalesce(pg_column_size(t.speaker_segments), 0)) AS bytes
      FROM unnest(given) WITH ORDINALITY g (id, place) LEFT JOIN transcripts t ON t.call_id = g.id
      GROUP BY g.id
    ) sized
  ) measured WHERE bytes_before < bytes_max
$$;
COMMENT ON FUNCTION first_calls_of(uuid[], bigint) IS 'The first of the given calls, in their order, and as many after it as there is room for their transcripts as they are stored';

-- The job is asked for while something waits, by every worker process every second: nothing else has to remember to.
CREATE OR REPLACE FUNCTION wake_call_searches() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM call_search_queue) OR EXISTS (SELECT FROM call_search_rebuilds) THEN
    PERFORM graphile_worker.add_job('index-calls', job_key => 'index-calls', max_attempts => 3);
  END IF;
END $$;
COMMENT ON FUNCTION wake_call_searches() IS 'Tells the job processes that calls wait for their words, when some do';

CREATE OR REPLACE FUNCTION read_search_delay(OUT pending_calls integer, OUT oldest_seconds double precision, OUT rebuilds integer,
  OUT failed_calls integer)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT (SELECT count(*) FROM (SELECT FROM call_search_queue LIMIT 100000) few)::integer,
    coalesce((SELECT greatest(0, extract(epoch FROM clock_timestamp() - queued_at)) FROM call_search_queue ORDER BY id LIMIT 1), 0),
    (SELECT count(*) FROM call_search_rebuilds)::integer,
    (SELECT count(*) FROM (SELECT FROM call_search_failures LIMIT 100000) few)::integer
$$;
COMMENT ON FUNCTION read_search_delay() IS
  'How many changes of calls wait for their words, 100,000 standing for more, since how many seconds the first does, how many ranges are made anew, and how many calls have failed';

-- object: security/1_row_level_security.sql sha256:f76071355693f571b0d0e6b7cb5903cc78a4a6c7ba4afac9a682275701a9251c
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
    'call_segment_analytics', 'contact_imports', 'contact_import_rows', 'deleted_contacts', 'leads', 'customer_events',
    'call_searches', 'saved_views',
    'call_search_queue', 'call_search_rebuilds', 'call_search_failures'
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

-- object: security/2_grants.sql sha256:5fb3a6f492948062d7ac2c4256cd4764b771327e10c233d5c13702f1d2773785
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
-- depends on: search/4_call_searches_of_batches.sql
-- depends on: search/matching_calls.sql
-- depends on: search/take_call_searches.sql
-- depends on: search/2_write_call_searches.sql
-- Not limited to the schema: what everybody may do by default can only be taken away everywhere.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;

GRANT EXECUTE ON FUNCTION wake_ingestion(), readiness(), link_ledger_to_calls(text[]), hold_call_searches(),
  release_call_searches(uuid[]) TO app_ingest;
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
GRANT SELECT, DELETE, INSERT (id, user_id, page, name, query, position), UPDATE (name, query, position) ON saved_views TO app_tenant;
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
  rebuild_call_segment_analytics(uuid, date, date), rebuild_leads(uuid, date, date), rebuild_call_searches(uuid, date, date),
  batch_calculate_call_analytics(date) TO app_job;
-- The words by which calls are found.
GRANT EXECUTE ON FUNCTION wake_call_searches(), take_call_searches(integer, bigint), call_search_sources(uuid[]),
  write_call_searches(uuid[], text[], text[]), note_call_search_failure(uuid, text) TO app_job;

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

-- object: zz_comments/calls.sql sha256:0b33f4edc456d3a912549abedc794569f33e6fd6467c8ab288c082a58ea75268
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
COMMENT ON COLUMN calls.notes IS 'What the tenant noted about the call; NULL when nothing is';
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
COMMENT ON INDEX calls_noted_idx IS 'Lists a tenant''s calls that have a note, newest first';
COMMENT ON INDEX calls_recorded_idx IS 'Lists a tenant''s calls that have a recording, newest first';
COMMENT ON INDEX calls_user_id_status_duration_seconds_idx IS 'Lists a tenant''s calls of a status that few have, longest first';
COMMENT ON INDEX calls_user_id_duration_seconds_idx IS 'Lists a tenant''s calls, longest first';
COMMENT ON INDEX calls_user_id_person_key_idx IS 'Lists a person''s calls, newest first';
COMMENT ON INDEX calls_user_id_started_at_idx IS 'Lists a tenant''s calls, newest first';
COMMENT ON INDEX calls_user_id_status_started_at_idx IS 'Lists a tenant''s calls of one status, newest first; completed ones have an index of their own';
COMMENT ON CONSTRAINT calls_notes_say_something ON calls IS 'A note has 1 to 10,000 characters';
COMMENT ON TABLE call_searches IS 'The words by which each call is found; tenants reach it by functions alone';
COMMENT ON COLUMN call_searches.words IS 'Words of the person and of what was said, with the tenant and the number';
COMMENT ON COLUMN call_searches.digest IS 'A digest of what the words were made of, and of the words; NULL for words of earlier rules, which are being made anew';
COMMENT ON TABLE call_search_queue IS 'Calls whose words a job is to make';
COMMENT ON COLUMN call_search_queue.queued_at IS 'When that was asked for';
COMMENT ON INDEX call_search_queue_call_id_idx IS 'Takes every request of a call at once, and goes with a deleted call';
COMMENT ON TABLE call_search_rebuilds IS 'Days of a tenant whose calls'' words a job is to make anew, newest call first';
COMMENT ON COLUMN call_search_rebuilds.first_day IS 'First of the days';
COMMENT ON COLUMN call_search_rebuilds.last_day IS 'Last of the days';
COMMENT ON COLUMN call_search_rebuilds.before_started_at IS 'When the call began whose words were made last; NULL before the first';
COMMENT ON COLUMN call_search_rebuilds.before_call_id IS 'The call whose words were made last; NULL before the first';
COMMENT ON COLUMN call_search_rebuilds.requested_at IS 'When that was asked for';
COMMENT ON COLUMN call_search_rebuilds.postponed_at IS 'When somebody else was changing the next calls; NULL when that has not happened';
COMMENT ON CONSTRAINT call_search_rebuilds_place_is_whole ON call_search_rebuilds IS 'A place among calls has a moment and a call, or neither';
COMMENT ON TABLE call_search_failures IS 'Calls whose words could not be made; the audit shows them';
COMMENT ON COLUMN call_search_failures.reason IS 'Why not';
COMMENT ON COLUMN call_search_failures.failed_at IS 'When that was tried last';
COMMENT ON INDEX call_searches_words_idx IS 'Finds the calls of a tenant in which rare words are';
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
COMMENT ON COLUMN lead_analytics.is_read IS 'Whether the tenant has read this notification by itself, or it was born read; see users.notifications_read_until for all at once';
COMMENT ON COLUMN lead_analytics.notified_at IS 'When it became a notification: hot, with a demo, or handed to a human; NULL while it is nothing of that; set by a trigger';
COMMENT ON COLUMN lead_analytics.unread_at IS 'Since when the notification waits to be read; NULL for one that is read by itself; set by a trigger';
COMMENT ON INDEX lead_analytics_notified_at_idx IS 'Lists a tenant''s notifications, newest first';
COMMENT ON INDEX lead_analytics_unread_at_idx IS 'Counts and lists what is not read';
COMMENT ON INDEX lead_analytics_demo_notified_at_idx IS 'Lists notifications of demos';
COMMENT ON INDEX lead_analytics_human_notified_at_idx IS 'Lists notifications of calls handed to a human';
COMMENT ON INDEX lead_analytics_lead_status_tag_idx IS 'Lists a tenant''s hot, warm or cold leads, newest first';
COMMENT ON INDEX lead_analytics_qualified_idx IS 'Lists a tenant''s qualified leads, newest first';
COMMENT ON INDEX lead_analytics_cta_pricing_idx IS 'Lists a tenant''s leads that asked for prices, newest first';
COMMENT ON INDEX lead_analytics_cta_demo_idx IS 'Lists a tenant''s leads that asked for a demo, newest first';
COMMENT ON INDEX lead_analytics_cta_followup_idx IS 'Lists a tenant''s leads that asked for a follow-up, newest first';
COMMENT ON INDEX lead_analytics_cta_sample_idx IS 'Lists a tenant''s leads that asked for a sample, newest first';
COMMENT ON INDEX lead_analytics_cta_human_idx IS 'Lists a tenant''s leads that asked for a person, newest first';
COMMENT ON INDEX lead_analytics_lead_status_tag_total_score_idx IS 'Lists a tenant''s leads of a temperature, highest score first';
COMMENT ON INDEX lead_analytics_user_id_total_score_idx IS 'Lists a tenant''s leads, highest score first';
COMMENT ON INDEX lead_analytics_user_id_call_started_at_idx IS 'Lists a tenant''s leads, newest first';
COMMENT ON INDEX agent_call_outcomes_user_id_outcome_idx IS 'Lists a tenant''s calls of one outcome, newest first';
COMMENT ON TABLE agent_call_outcomes IS 'How a call went, at most one row a call';
COMMENT ON COLUMN agent_call_outcomes.provider_outcome IS 'How the call ended by what the provider said';
COMMENT ON COLUMN agent_call_outcomes.edited_outcome IS 'How the call ended by what a person said; NULL when nobody did';
COMMENT ON COLUMN agent_call_outcomes.edited_at IS 'When the person said so';
COMMENT ON COLUMN agent_call_outcomes.edited_by IS 'Who said so';
COMMENT ON CONSTRAINT agent_call_outcomes_edited_at_a_moment ON agent_call_outcomes IS 'An outcome that was edited was so at a moment, another one was not';
COMMENT ON COLUMN agent_call_outcomes.outcome IS 'What counts, by the person or the provider: completed, no_answer, busy, failed, voicemail or disconnected; the first and the last count as answered';
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

-- object: zz_comments/functions.sql sha256:fe977436c390d8680cc3f1d5a42e3427ac7c09c31a67b3140f96c4101519e09c
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
COMMENT ON FUNCTION trg_calls_daily_analytics() IS 'An agent''s day counts its completed and failed calls, by new minus old';
COMMENT ON FUNCTION trg_leads_daily_analytics() IS 'An agent''s day counts its leads and their calls to action, by new minus old';
COMMENT ON FUNCTION trg_outcomes_daily_analytics() IS 'An agent''s day counts its answered calls, by new minus old';
COMMENT ON FUNCTION trg_calls_segment_analytics() IS 'A segment counts its completed and failed calls, by new minus old';
COMMENT ON FUNCTION trg_leads_segment_analytics() IS 'A segment counts its leads and what their calls asked for, by new minus old';
COMMENT ON FUNCTION trg_outcomes_segment_analytics() IS 'A segment counts how its calls ended, by new minus old';
COMMENT ON FUNCTION trg_leads_daily_scores() IS 'An agent''s day adds up the scores of its leads, by new minus old';
COMMENT ON FUNCTION trg_analytics_cta_totals() IS 'total_cta_interactions is the sum of the five counters; cta_conversion_rate is calls with any of them per 100 calls';
COMMENT ON FUNCTION trg_user_daily_rollup() IS 'A tenant''s day is the sum of its agents'' days, moved by new minus old';
COMMENT ON FUNCTION app_user_id() IS 'The tenant that the transaction names in app.user_id; NULL when it names none';
COMMENT ON FUNCTION readiness() IS 'The newest migration that is in place, and how many job processes are connected';
COMMENT ON FUNCTION trg_users_move_days() IS 'A tenant''s days follow its zone: calls move to their day in the new one, and rollups with them';
COMMENT ON FUNCTION trg_calls_lock_children() IS 'A call that goes or moves locks its lead and outcome before any trigger holds the rollups';
COMMENT ON FUNCTION trg_users_hold_zone() IS 'A zone changes after every call that is being written with the old one';
COMMENT ON FUNCTION trg_take_call_facts() IS 'A lead or an outcome takes the beginning, person, source and direction of its call from the call';
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
COMMENT ON FUNCTION trg_calls_analytics_cache() IS 'A tenant''s day, week and month count its completed and failed calls, by new minus old';
COMMENT ON FUNCTION trg_leads_analytics_cache() IS 'A tenant''s day, week and month count its leads and their calls to action, by new minus old';
COMMENT ON FUNCTION trg_outcomes_analytics_cache() IS 'A tenant''s day, week and month count its answered calls, by new minus old';
COMMENT ON FUNCTION trg_calls_hourly_analytics() IS 'A tenant''s hour counts its completed and failed calls, by new minus old';
COMMENT ON FUNCTION trg_leads_hourly_analytics() IS 'A tenant''s hour counts its leads, their scores and calls to action, by new minus old';
COMMENT ON FUNCTION trg_outcomes_hourly_analytics() IS 'A tenant''s hour counts its answered calls, by new minus old';
COMMENT ON FUNCTION trg_agents_targets() IS 'The achievement of targets moves with the agents'' days, by new minus old';
COMMENT ON FUNCTION trg_agent_targets_fill() IS 'A new or moved target starts with what its period has brought already';
COMMENT ON FUNCTION rebuild_user_analytics(uuid,date,date) IS 'Counts a tenant''s days and hours anew from its calls; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_agent_analytics(uuid,date,date) IS 'Counts the days of a tenant''s agents anew from its calls; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_call_analytics_cache(uuid,date,date) IS 'Counts a tenant''s periods that touch the days anew, each as a whole; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_user_daily_analytics(uuid,date,date) IS 'Counts a tenant''s daily figures anew from its calls; returns how many rows that changed';
COMMENT ON FUNCTION rebuild_agent_targets(uuid,date,date) IS 'Counts anew what the targets of these days have reached; returns how many rows that changed';
COMMENT ON FUNCTION refresh_agent_performance_trends(uuid,date,date) IS 'Makes the trends of the periods that these days touch, and of those that follow, anew from agents'' days; returns how many there are';
COMMENT ON FUNCTION rebuild_agent_performance_trends(uuid,date,date) IS 'Counts agents'' days anew and makes the trends of the periods that these days touch, and of those that follow; returns how many there are';
COMMENT ON FUNCTION trg_call_searches() IS 'A call whose person, number, lead or transcript changes waits for its words to be made anew';
COMMENT ON FUNCTION batch_calculate_call_analytics(date) IS 'Counts the rollups and trends of one day anew for every active tenant; returns how many tenants that were';

-- object: zz_comments/1_shared_columns.sql sha256:2e3a30b8af2c87cee86e67be6c4b800126f6dabe41f43d7190840606f95ea797
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
