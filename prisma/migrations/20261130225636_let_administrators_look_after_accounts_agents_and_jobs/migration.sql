-- object: schema.prisma/login_attempts sha256:61a4738f14153ab01c5ad28790651aed18c497b1dd44c30c763b84e60ac81588
COMMENT ON TABLE login_attempts IS 'Every attempt to sign in, kept for 30 days to lock accounts that are being guessed at';
COMMENT ON COLUMN login_attempts.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN login_attempts.email IS 'Address that was tried, in lower case; it need not belong to an account';
COMMENT ON COLUMN login_attempts.ip_address IS 'Address that the request came from';
COMMENT ON COLUMN login_attempts.attempted_at IS 'When it was tried';
COMMENT ON COLUMN login_attempts.success IS 'Whether the sign-in worked';
COMMENT ON COLUMN login_attempts.failure_reason IS 'Why it did not; NULL when it did';
COMMENT ON COLUMN login_attempts.network IS 'Place that the attempt counts for: the address itself in IPv4, its /64 in IPv6';
COMMENT ON COLUMN login_attempts.forgiven_at IS 'When an administrator took it away from what makes an address wait; NULL while it counts';

-- object: schema.prisma/user_notes sha256:b1a4efc3a3e60803f288a2d2ce04ec69c29838d17684fcd983c46f3d8d8e9455
COMMENT ON TABLE user_notes IS 'What operators write down about an account; nobody else reads it';
COMMENT ON COLUMN user_notes.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN user_notes.target_user_id IS 'The account it is about';
COMMENT ON COLUMN user_notes.admin_user_id IS 'The administrator who wrote it';
COMMENT ON COLUMN user_notes.note IS 'The note';
COMMENT ON COLUMN user_notes.created_at IS 'When the row was made';

-- object: schema.prisma/user_sessions sha256:faee30e8c1a99418b58bcf3d70288de7f30c7f55c99e516acafe65e883a6782c
COMMENT ON TABLE user_sessions IS 'A sign-in that lasts: its tokens are kept as hashes only';
COMMENT ON COLUMN user_sessions.id IS 'Key of the row, ordered by the moment it was made';
COMMENT ON COLUMN user_sessions.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN user_sessions.token_hash IS 'Hash of the session''s token';
COMMENT ON COLUMN user_sessions.refresh_token_hash IS 'Hash of the token that prolongs the session';
COMMENT ON COLUMN user_sessions.expires_at IS 'When the session stops working';
COMMENT ON COLUMN user_sessions.refresh_expires_at IS 'Until when it can be prolonged; after that it is removed';
COMMENT ON COLUMN user_sessions.ip_address IS 'Address that the request came from';
COMMENT ON COLUMN user_sessions.user_agent IS 'Browser that the request came from';
COMMENT ON COLUMN user_sessions.is_active IS 'False once the session was ended before its time';
COMMENT ON COLUMN user_sessions.created_at IS 'When the row was made';
COMMENT ON COLUMN user_sessions.updated_at IS 'When the row was last changed; set by a trigger';
COMMENT ON COLUMN user_sessions.last_used_at IS 'When the session was last changed; set by a trigger, never backwards';
COMMENT ON COLUMN user_sessions.auth_provider IS 'How the sign-in was made: email, google, linkedin or github';
COMMENT ON COLUMN user_sessions.token_expires_at IS 'When the token stops working and is to be rotated; NULL for one that lasts as long as the session';
COMMENT ON COLUMN user_sessions.previous_token_hash IS 'Hash of the token before the last rotation, which requests under way may still bear';
COMMENT ON COLUMN user_sessions.previous_refresh_token_hash IS 'Hash of the refresh token before the last rotation: its late use ends the session';
COMMENT ON COLUMN user_sessions.rotated_at IS 'When the tokens were last rotated';
COMMENT ON COLUMN user_sessions.proved_at IS 'When the holder last proved again who they are, for what is dangerous; NULL while that was never asked';
COMMENT ON COLUMN user_sessions.second_factor_at IS 'When the second factor was given; NULL while it was not';
COMMENT ON COLUMN user_sessions.ended_at IS 'When the session was ended before its time';
COMMENT ON COLUMN user_sessions.end_reason IS 'Why it was ended, as a word';

-- object: accounts/erase_account.sql sha256:92bb0ba51139d8a16afccb5b7e9916503a792bf0cd54c8e72122f50becb782c4
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
  DELETE FROM user_notes WHERE target_user_id = account;
  DELETE FROM call_search_rebuilds WHERE user_id = account;
  DELETE FROM audit_findings WHERE tenant_id = account;
  DELETE FROM rollup_changes WHERE user_id = account;
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

-- object: security/administer_accounts.sql sha256:12b079acae250df023a16a5475d30e624f7d3fe5076dc425b587bc06a13c2413
-- What administrators do to an account happens in functions that ask the accounts themselves who acts, so that the administrators'
-- connection alone does nothing: an active admin acts on users, an active super_admin on everybody.
-- depends on: core/setting_integer.sql
-- depends on: live/request_mail.sql
CREATE OR REPLACE FUNCTION administered_user(acting_user uuid, target_user uuid, needs_super_admin boolean DEFAULT false) RETURNS users
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users;
  acting_role text;
BEGIN
  -- Of two administrators at once, the second finds what the first has done.
  SELECT * INTO target FROM users WHERE id = target_user FOR NO KEY UPDATE;
  SELECT role INTO acting_role FROM users WHERE id = acting_user AND is_active;
  IF acting_role = 'super_admin' OR NOT needs_super_admin AND acting_role = 'admin' AND acting_user IS DISTINCT FROM target_user AND coalesce(target.role, 'user') = 'user' THEN
    RETURN target;
  END IF;
  RAISE EXCEPTION 'Only an active admin acts on the account of a user, and only a super_admin on that of an admin.'
    USING ERRCODE = 'insufficient_privilege';
END $$;
COMMENT ON FUNCTION administered_user(uuid, uuid, boolean) IS
  'The account that an administrator acts on, locked; refuses whoever may not act on it, and returns NULL when there is no such account';

CREATE OR REPLACE FUNCTION adjust_credits(acting_user uuid, target_user uuid, entry uuid, kind text, credits integer, words text,
  of_call uuid DEFAULT NULL) RETURNS TABLE (balance_before integer, balance_after integer, is_new boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  target users := administered_user(acting_user, target_user);
  earlier credit_transactions;
  conversation text;
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  SELECT * INTO earlier FROM credit_transactions t WHERE t.id = entry;
  IF FOUND THEN
    IF earlier.user_id <> target_user OR earlier.amount <> credits OR earlier.type <> kind THEN
      RAISE EXCEPTION 'An entry of this id says something else.' USING ERRCODE = 'unique_violation', CONSTRAINT = 'credit_transactions_pkey';
    END IF;
    RETURN QUERY SELECT earlier.balance_after - earlier.amount, earlier.balance_after, false;
    RETURN;
  END IF;
  IF kind NOT IN ('admin_adjustment', 'bonus', 'refund') OR (kind = 'refund') <> (of_call IS NOT NULL) OR kind = 'refund' AND credits <= 0 THEN
    RAISE EXCEPTION 'An administrator adjusts, gives a bonus, or gives the credits of a call back.' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF abs(credits) > setting_integer('admin_credit_limit')
    AND NOT EXISTS (SELECT FROM users u WHERE u.id = acting_user AND u.role = 'super_admin') THEN
    RAISE EXCEPTION 'Only a super_admin moves more than admin_credit_limit.'
      USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'credit_transactions_within_admin_limit';
  END IF;
  IF kind = 'refund' THEN
    SELECT max(t.conversation_id) INTO conversation FROM credit_transactions t WHERE t.user_id = target_user AND t.call_id = of_call
    HAVING -sum(t.amount) >= credits;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'A refund gives back at most what a call has cost.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_transactions_refund_within_charge', TABLE = 'credit_transactions';
    END IF;
  END IF;
  INSERT INTO credit_transactions (id, user_id, type, amount, description, created_by, call_id, conversation_id)
  VALUES (entry, target_user, kind, credits, words, acting_user, of_call, conversation);
  RETURN QUERY SELECT t.balance_after - t.amount, t.balance_after, true FROM credit_transactions t WHERE t.id = entry;
END $$;
COMMENT ON FUNCTION adjust_credits(uuid, uuid, uuid, text, integer, text, uuid) IS
  'Enters an adjustment, a bonus or the refund of a call into a tenant''s ledger, once for an id; the balance before and after, no row when there is no such account';

CREATE OR REPLACE FUNCTION verify_user_address(acting_user uuid, target_user uuid) RETURNS TABLE (was_verified boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user);
BEGIN
  IF target.id IS NOT NULL THEN
    UPDATE users SET email_verified = true WHERE id = target_user AND NOT email_verified;
    RETURN QUERY SELECT target.email_verified;
  END IF;
END $$;
COMMENT ON FUNCTION verify_user_address(uuid, uuid) IS
  'Takes an account''s address as proved; whether it was already, no row when there is no such account';

CREATE OR REPLACE FUNCTION send_user_reset(acting_user uuid, target_user uuid) RETURNS TABLE (email text, is_active boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  target users := administered_user(acting_user, target_user);
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  IF target.is_active THEN
    PERFORM request_mail('reset-password', target.email);
  END IF;
  RETURN QUERY SELECT target.email::text, target.is_active;
END $$;
COMMENT ON FUNCTION send_user_reset(uuid, uuid) IS
  'Has a link for a new password mailed to an account''s owner unless the account is closed; to which address, no row when there is no such account';

CREATE OR REPLACE FUNCTION end_user_sessions(acting_user uuid, target_user uuid, session uuid DEFAULT NULL) RETURNS TABLE (ended integer)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user);
  number_ended integer;
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  -- A sign-in that is under way has its session before this, or opens it after this.
  PERFORM pg_advisory_xact_lock(hashtext('sessions of'), hashtext(target_user::text));
  UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'ended_by_admin'
  WHERE user_id = target_user AND is_active AND (session IS NULL OR id = session);
  GET DIAGNOSTICS number_ended = ROW_COUNT;
  RETURN QUERY SELECT number_ended;
END $$;
COMMENT ON FUNCTION end_user_sessions(uuid, uuid, uuid) IS
  'Ends one session of an account, or all of them; how many, no row when there is no such account';

CREATE OR REPLACE FUNCTION lift_lockout(acting_user uuid, target_user uuid) RETURNS TABLE (forgiven integer)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user);
  number_forgiven integer;
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  UPDATE login_attempts SET forgiven_at = now()
  WHERE email = target.email AND NOT success AND forgiven_at IS NULL AND attempted_at > now() - interval '24 hours';
  GET DIAGNOSTICS number_forgiven = ROW_COUNT;
  RETURN QUERY SELECT number_forgiven;
END $$;
COMMENT ON FUNCTION lift_lockout(uuid, uuid) IS
  'Failures to sign in with an account''s address no longer make it wait; how many there were, no row when there is no such account';

CREATE OR REPLACE FUNCTION remove_second_factor(acting_user uuid, target_user uuid) RETURNS TABLE (had_one boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user, needs_super_admin => true);
  removed boolean;
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  IF acting_user = target_user THEN
    RAISE EXCEPTION 'Nobody removes their own second factor without giving it.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM second_factors WHERE user_id = target_user;
  removed := FOUND;
  DELETE FROM second_factor_recovery_codes WHERE user_id = target_user;
  IF removed THEN
    PERFORM pg_advisory_xact_lock(hashtext('sessions of'), hashtext(target_user::text));
    UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'second_factor_changed' WHERE user_id = target_user AND is_active;
    PERFORM request_mail('second-factor-off', target.email);
  END IF;
  RETURN QUERY SELECT removed;
END $$;
COMMENT ON FUNCTION remove_second_factor(uuid, uuid) IS
  'Takes an account''s authenticator and recovery codes away, ends its sessions and tells its owner; whether there was one, no row when there is no such account';

CREATE OR REPLACE FUNCTION request_user_time_zone(acting_user uuid, target_user uuid, zone text) RETURNS TABLE (zone_before text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user);
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  IF NOT is_time_zone(zone) THEN
    RAISE EXCEPTION 'A tenant gets a time zone that exists.' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM graphile_worker.add_job(
    'change-time-zone', json_build_object('userId', target_user, 'timezone', zone),
    queue_name => 'upkeep', job_key => 'change-time-zone ' || target_user, max_attempts => 5);
  RETURN QUERY SELECT target.timezone::text;
END $$;
COMMENT ON FUNCTION request_user_time_zone(uuid, uuid, text) IS
  'Asks the job processes to give a tenant another time zone; the one before, no row when there is no such account';

CREATE OR REPLACE FUNCTION schedule_user_deletion(acting_user uuid, target_user uuid, moment timestamptz) RETURNS TABLE (moment_before timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user);
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  IF acting_user = target_user THEN
    RAISE EXCEPTION 'An account is deleted from here by somebody else than its owner.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Those who leave at the same time come one after the other, or none would be left.
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  IF moment IS NOT NULL AND target.role = 'super_admin' AND NOT EXISTS (
    SELECT FROM users u WHERE u.role = 'super_admin' AND u.is_active AND u.delete_after IS NULL AND u.id <> target_user) THEN
    RAISE EXCEPTION 'The last active super_admin stays.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'users_keep_a_super_admin', TABLE = 'users';
  END IF;
  IF target.delete_after IS NOT NULL AND target.delete_after <= now() AND NOT target.is_active THEN
    RAISE EXCEPTION 'What is being erased cannot be kept.'
      USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'users_erasing_has_begun', TABLE = 'users';
  END IF;
  UPDATE users SET delete_after = CASE WHEN moment IS NULL THEN NULL ELSE coalesce(delete_after, moment) END WHERE id = target_user;
  IF moment IS NOT NULL AND target.delete_after IS NULL THEN
    PERFORM request_mail('deletion-requested', target.email);
  END IF;
  RETURN QUERY SELECT target.delete_after;
END $$;
COMMENT ON FUNCTION schedule_user_deletion(uuid, uuid, timestamptz) IS
  'Has an account erased from a moment on, the first one that was asked for, or not at all (NULL); what held before, no row when there is no such account';

CREATE OR REPLACE FUNCTION invite_user(acting_user uuid, new_user uuid, address text, known_as text, zone text, land text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM administered_user(acting_user, new_user);
  INSERT INTO users (id, email, name, email_verified, auth_provider, timezone, country)
  VALUES (new_user, address, known_as, false, 'email', zone, land)
  ON CONFLICT (email) DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM request_mail('invitation', address);
  RETURN true;
END $$;
COMMENT ON FUNCTION invite_user(uuid, uuid, text, text, text, text) IS
  'Makes an account without a password and mails its owner a link to choose one; false when the address has an account already';

-- object: security/administer_agents.sql sha256:9137fb5aeae8bcd3e55a832436b769ad38b8fb42dd9a690dc128149dc191d4c7
-- An agent is linked by an administrator to one tenant, and its events that came before are then read again. Who acts is asked of the accounts.
-- depends on: security/administer_accounts.sql
-- depends on: live/request_replay.sql
CREATE OR REPLACE FUNCTION list_waiting_events(of_agents text[] DEFAULT NULL) RETURNS TABLE (
  provider_agent_id text, events bigint, first_received_at timestamptz, last_received_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT w.agent::text, w.events, w.first_at, w.last_at
  FROM (
    SELECT e.provider_agent_id AS agent, count(*) AS events, min(e.received_at) AS first_at, max(e.received_at) AS last_at
    FROM webhook_events e
    WHERE e.status = 'quarantined' AND e.reason = 'unknown_agent' AND e.provider_agent_id IS NOT NULL
      AND (of_agents IS NULL OR e.provider_agent_id = ANY (of_agents))
    GROUP BY e.provider_agent_id
  ) w
  WHERE of_agents IS NOT NULL OR NOT EXISTS (SELECT FROM agents g WHERE g.elevenlabs_agent_id = w.agent)
  ORDER BY w.last_at DESC, w.agent
  LIMIT 200
$$;
COMMENT ON FUNCTION list_waiting_events(text[]) IS
  'How many events wait for their agent to be linked, by the provider''s id of the agent, of those that nobody has or of those that are named';

CREATE OR REPLACE FUNCTION link_agent(acting_user uuid, target_user uuid, agent uuid, provider_agent text, known_as text, kind text)
RETURNS TABLE (waiting bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user);
  waits record;
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  IF NOT target.is_active THEN
    RAISE EXCEPTION 'A closed account gets no agent.'
      USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'agents_account_is_active', TABLE = 'agents';
  END IF;
  INSERT INTO agents (id, user_id, elevenlabs_agent_id, name, agent_type) VALUES (agent, target_user, provider_agent, known_as, kind);
  SELECT w.events, w.first_received_at INTO waits FROM list_waiting_events(ARRAY[provider_agent]) w;
  IF FOUND THEN
    PERFORM graphile_worker.add_job(
      'replay-events',
      json_build_object('tenantId', target_user, 'providerAgentId', provider_agent, 'receivedFrom', waits.first_received_at,
        'receivedBefore', clock_timestamp() + interval '1 minute'),
      queue_name => 'replay', job_key => 'replay-events of ' || provider_agent, max_attempts => 5);
  END IF;
  RETURN QUERY SELECT coalesce(waits.events, 0::bigint);
END $$;
COMMENT ON FUNCTION link_agent(uuid, uuid, uuid, text, text, text) IS
  'Links a provider''s agent to a tenant and has its waiting events read again; how many there are, no row when there is no such account';

CREATE OR REPLACE FUNCTION update_agent(acting_user uuid, agent uuid, known_as text, active boolean)
RETURNS TABLE (user_id uuid, name_before text, active_before boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  before agents;
BEGIN
  SELECT * INTO before FROM agents g WHERE g.id = agent FOR NO KEY UPDATE;
  IF before.id IS NULL THEN
    PERFORM administered_user(acting_user, NULL);
    RETURN;
  END IF;
  PERFORM administered_user(acting_user, before.user_id);
  UPDATE agents SET name = known_as, is_active = active WHERE id = agent AND (name <> known_as OR is_active <> active);
  RETURN QUERY SELECT before.user_id, before.name::text, before.is_active;
END $$;
COMMENT ON FUNCTION update_agent(uuid, uuid, text, boolean) IS
  'Names an agent, and says whether it is in use; its tenant and what held before, no row when there is no such agent';

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

-- object: security/administer_users.sql sha256:97b5b44f334764affb1e56dee6571c70ec120f15448aee1c158029ab0be39d44
-- Who acts is asked of the accounts themselves, so that the administrators' connection alone grants nobody anything: only an active
-- super_admin gives or takes a role, and nobody their own.
-- depends on: live/request_mail.sql
CREATE OR REPLACE FUNCTION change_user_role(acting_user uuid, target_user uuid, new_role text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  old_role text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  IF acting_user = target_user OR NOT EXISTS (SELECT FROM users WHERE id = acting_user AND is_active AND role = 'super_admin') THEN
    RAISE EXCEPTION 'Only an active super_admin changes the role of somebody else.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT role INTO old_role FROM users WHERE id = target_user FOR NO KEY UPDATE;
  IF old_role <> new_role THEN
    UPDATE users SET role = new_role WHERE id = target_user;
    UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'role_changed' WHERE user_id = target_user AND is_active;
  END IF;
  RETURN old_role;
END $$;
COMMENT ON FUNCTION change_user_role(uuid, uuid, text) IS
  'Gives somebody another role, in the name of an active super_admin, and ends their sessions; returns the role before, NULL when there is no such account';

CREATE OR REPLACE FUNCTION set_user_active(acting_user uuid, target_user uuid, active boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  before users;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  SELECT * INTO before FROM users WHERE id = target_user FOR NO KEY UPDATE;
  IF acting_user = target_user OR NOT EXISTS (
    SELECT FROM users
    WHERE id = acting_user AND is_active AND (role = 'super_admin' OR role = 'admin' AND coalesce(before.role, 'user') = 'user')) THEN
    RAISE EXCEPTION 'Only an active admin opens or closes the account of a user, and only a super_admin that of an admin.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF before.is_active <> active THEN
    UPDATE users SET is_active = active WHERE id = target_user;
    IF NOT active THEN
      UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'account_closed' WHERE user_id = target_user AND is_active;
      UPDATE contact_imports SET cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp())
      WHERE user_id = target_user AND status = 'running';
    END IF;
    PERFORM request_mail(CASE WHEN active THEN 'account-opened' ELSE 'account-closed' END, before.email);
  END IF;
  RETURN before.is_active;
END $$;
COMMENT ON FUNCTION set_user_active(uuid, uuid, boolean) IS
  'Closes an account, ends its sessions and imports, or opens it again, and tells its owner, in the name of an active admin; returns whether it was open, NULL when there is no such account';

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

-- object: settings/define_settings.sql sha256:a925ff0517c66c02ff8aaf8cb528af8b778a75e775fdfb08cf1161bd8f83cbe5
-- What each setting is: its type, default, bounds and meaning. A row that is written with no more than a key and a value takes the rest from
-- here; a key that the product does not know, as a new feature flag, has the type that its value reads as, and that value as its default.
CREATE OR REPLACE FUNCTION list_setting_definitions() RETURNS TABLE (
  config_key text, value_type text, default_value text, min_value numeric, max_value numeric, description text)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  VALUES
    ('credits_per_minute', 'integer', '1', 0, 1000, 'Credits charged for each started minute of a call'),
    ('new_user_bonus_credits', 'integer', '15', 0, 100000, 'Free credits that a new user receives'),
    ('admin_credit_limit', 'integer', '1000', 0, 1000000, 'Most credits that an admin may move in one entry; a super admin may move more'),
    ('minimum_credit_purchase', 'integer', '100', 1, 1000000, 'Fewest credits that can be bought at once'),
    ('qualified_lead_score', 'integer', '70', 0, 100, 'A lead is qualified from this total score'),
    ('hot_lead_score', 'integer', '70', 0, 100, 'A lead is hot from this total score'),
    ('warm_lead_score', 'integer', '40', 0, 100, 'A lead is warm from this total score'),
    ('lead_weight_intent', 'integer', '30', 0, 100, 'Weight of the intent score in a total the provider does not give'),
    ('lead_weight_urgency', 'integer', '20', 0, 100, 'Weight of the urgency score in a total the provider does not give'),
    ('lead_weight_budget', 'integer', '15', 0, 100, 'Weight of the budget score in a total the provider does not give'),
    ('lead_weight_fit', 'integer', '20', 0, 100, 'Weight of the fit score in a total the provider does not give'),
    ('lead_weight_engagement', 'integer', '15', 0, 100, 'Weight of the engagement score in a total the provider does not give'),
    ('session_duration_hours', 'integer', '168', 1, 8760, 'Hours that a sign-in lasts'),
    ('max_login_attempts', 'integer', '5', 1, 100, 'Failed sign-ins after which an account is locked for a while'),
    ('lockout_duration_minutes', 'integer', '15', 1, 10080, 'Minutes that an account stays locked after too many failed sign-ins'),
    ('password_min_length', 'integer', '8', 8, 72, 'Fewest characters of a new password'),
    ('require_email_verification', 'boolean', 'true', NULL, NULL, 'Whether an address must be verified before its first sign-in'),
    ('password_reset_token_expiry_hours', 'integer', '1', 1, 72, 'Hours that a link for a new password works'),
    ('require_admin_second_factor', 'boolean', 'false', NULL, NULL, 'Whether administrators must give a second factor'),
    ('account_deletion_grace_days', 'integer', '14', 1, 90, 'Days between the wish to delete an account and its deletion'),
    ('kpi_refresh_interval_minutes', 'integer', '5', 1, 1440, 'Fewest minutes between two refreshes of user_kpi_summary'),
    ('max_contacts_per_upload', 'integer', '10000', 1, 1000000, 'Most contacts that one upload may hold'),
    ('feature.auto_create_contacts', 'boolean', 'true', NULL, NULL, 'Whether an unknown caller of an ended inbound call becomes a contact')
$$;
COMMENT ON FUNCTION list_setting_definitions() IS 'Every setting of the product with its type, default, bounds and meaning';

CREATE OR REPLACE FUNCTION trg_system_config_define() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
DECLARE
  defined record;
BEGIN
  SELECT * INTO defined FROM list_setting_definitions() d WHERE d.config_key = NEW.config_key;
  NEW.value_type := coalesce(defined.value_type, CASE
    WHEN NEW.is_encrypted THEN 'string'
    WHEN NEW.config_value IN ('true', 'false') THEN 'boolean'
    WHEN NEW.config_value ~ '^-?[0-9]{1,9}$' THEN 'integer'
    WHEN NEW.config_value ~ '^-?[0-9]{1,15}\.[0-9]{1,9}$' THEN 'number'
    ELSE 'string' END);
  NEW.default_value := coalesce(NEW.default_value, defined.default_value, CASE WHEN NEW.is_encrypted THEN '' ELSE NEW.config_value END);
  NEW.min_value := coalesce(NEW.min_value, defined.min_value);
  NEW.max_value := coalesce(NEW.max_value, defined.max_value);
  NEW.description := coalesce(NEW.description, defined.description, '');
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_system_config_define() IS 'A setting written without its type takes what it is from its definition';

CREATE OR REPLACE TRIGGER trigger_system_config_define
  BEFORE INSERT ON system_config
  FOR EACH ROW WHEN (NEW.value_type IS NULL) EXECUTE FUNCTION trg_system_config_define();

-- object: tables/admin_audit_log.sql sha256:ce137e625f19b0f0af432a8f45c80d91f63ffd40d51180b0da047664be180245
-- What the rules and indexes of admin_audit_log are for; schema.prisma says what its columns are.
COMMENT ON INDEX admin_audit_log_action_idx IS 'Lists what was done of one kind, newest first';
COMMENT ON INDEX admin_audit_log_admin_user_id_idx IS 'Lists what an administrator did, newest first';
COMMENT ON INDEX admin_audit_log_entry_number_idx IS 'Lists what administrators did, newest first';
COMMENT ON INDEX admin_audit_log_setting_idx IS 'Lists what was changed of a setting, newest first';
COMMENT ON INDEX admin_audit_log_target_user_id_idx IS 'Lists what was done to a user, newest first';

-- object: tables/agents.sql sha256:7ee4c2975507e5fde2c877b84e2b13c330ffbc2d1c7911dc35b7735529bbbad6
-- What the rules and indexes of agents are for; schema.prisma says what its columns are.
COMMENT ON INDEX agents_created_at_idx IS 'Lists the agents of all tenants, the newest first';
COMMENT ON INDEX agents_name_idx IS 'Lists the agents of all tenants by name';
COMMENT ON INDEX agents_inactive_idx IS 'Lists the agents that are not in use, the newest first';
COMMENT ON INDEX agents_chat_idx IS 'Lists the agents for chats, the newest first';

-- object: tables/job_runs.sql sha256:5e5c9f70fae3d96efea0495d8d504716db29e0658dac267487f6f5f2ae6d20f5
-- What the rules and indexes of job_runs are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT job_runs_end_after_start ON job_runs IS 'A run does not end before it begins';
COMMENT ON CONSTRAINT job_runs_end_says_how_it_ended ON job_runs IS 'A run that ended has a duration and either a number of rows or an error';
COMMENT ON INDEX job_runs_started_at_idx IS 'Lists runs, newest first, and finds those old enough to remove';
COMMENT ON INDEX job_runs_task_idx IS 'Finds the newest run of a task';

-- object: tables/user_notes.sql sha256:d3b52133b8def8118b11071e909f449733025ae53821b79a4b033f86c7f2be0f
-- What the rules and indexes of user_notes are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT user_notes_note_says_something ON user_notes IS 'A note is not empty';
COMMENT ON INDEX user_notes_target_user_id_idx IS 'Lists the notes about an account, newest first';

-- object: tables/webhook_events.sql sha256:2988979eb7e93ca4af0659d195ba9a3310f616bfd0587a4931323014df591bff
-- What the rules and indexes of webhook_events are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT webhook_events_body_is_in_one_place ON webhook_events IS 'A body lies in the table or in the file storage, never in both or neither';
COMMENT ON CONSTRAINT webhook_events_call_has_a_tenant ON webhook_events IS 'A call is named together with its tenant';
COMMENT ON CONSTRAINT webhook_events_set_aside_with_a_reason ON webhook_events IS 'What is quarantined has a reason';
COMMENT ON INDEX webhook_events_pending_idx IS 'Takes the oldest events that wait to be processed';
COMMENT ON INDEX webhook_events_user_id_call_id_idx IS 'Finds the events of a tenant and of a call that is deleted';
COMMENT ON INDEX webhook_events_waiting_idx IS 'Finds the events that wait for something of their conversation';
COMMENT ON INDEX webhook_events_unlinked_idx IS 'Counts the events that wait for their agent to be linked';
COMMENT ON INDEX webhook_events_set_aside_idx IS 'Lists the events that were set aside, the newest first, and counts them by reason';

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
