-- object: audit/allowed_rights.sql sha256:4fe895c856dc69841cb3044c345979a2b7b0e0db162906dfbb988e395ec8dc92
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
    ('app_tenant', 'matching_calls(text[],uuid[]) find_calls(text[],integer) expected_calls(text[])'),
    ('app_ingest', 'app_user_id() uuid_v7() is_time_zone(text) wake_ingestion() readiness() link_ledger_to_calls(text[])'),
    ('app_ingest', 'hold_call_searches() release_call_searches(uuid[])'),
    ('app_auth', 'app_user_id() uuid_v7() is_time_zone(text) request_mail(text,text,uuid) announcement_secret()'),
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

-- object: live/0_announce_change.sql sha256:9f5453558048f12a9ae700a634a283f086a9b9d9cd4299d883c7cdbe71bd9d21
-- Whoever is connected can LISTEN on a channel and send to it. So an announcement names its tenant by a name that only the key of this
-- database leads to, and bears a proof that it was made here, in this transaction: what is sent besides counts for nothing.
CREATE OR REPLACE FUNCTION announce_change(table_name text, tenant uuid DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  key bytea := (SELECT secret FROM announcement_key);
  name text := left(encode(sha256(key || uuid_send(tenant)), 'hex'), 32);
  said text := concat_ws(' ', table_name, pg_current_xact_id()::text, name);
  payload text := said || ' ' || left(encode(sha256(key || convert_to(said, 'UTF8')), 'hex'), 32);
BEGIN
  PERFORM pg_notify('cache_invalidation', payload);
  RETURN payload;
END $$;
COMMENT ON FUNCTION announce_change(text, uuid) IS
  'Announces on cache_invalidation that a table changed, of a tenant or of everybody, and returns what was announced: the table, the transaction, the tenant''s secret name and the proof';

CREATE OR REPLACE FUNCTION announcement_secret() RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT secret FROM announcement_key $$;
COMMENT ON FUNCTION announcement_secret() IS 'What announcements are proved and their tenants named with, for the processes that listen';

-- object: live/announce_rebuilt.sql sha256:d9a42c0807bbd9c0325be9483258955e70609a3d32aa951223b85205175c2dab
-- What was shared in dashboard_cache is dropped, and every instance and open dashboard hears of it, when rebuilding changed a table
-- whose own writers tell nobody.
CREATE OR REPLACE FUNCTION announce_rebuilt(tenant uuid, table_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  DELETE FROM dashboard_cache WHERE user_id = tenant;
  PERFORM announce_change(table_name, tenant);
END $$;
COMMENT ON FUNCTION announce_rebuilt(uuid, text) IS
  'Drops what was cached of a tenant''s figures, and announces on cache_invalidation that rebuilding changed this table';

-- object: live/cache_invalidation.sql sha256:7f580074459eb9dc57469be383006fdb7780c4da35a68c4f87a76fd5e8894368
-- depends on: live/0_announce_change.sql
-- Every instance and open dashboard hears which tenant's data changed, once per table and transaction.
CREATE OR REPLACE FUNCTION trg_notify_cache_invalidation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM announce_change(TG_TABLE_NAME, changed.user_id)
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
  PERFORM announce_change(TG_TABLE_NAME, NEW.id);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER cache_invalidation_users
  AFTER UPDATE ON users
  FOR EACH ROW WHEN (
    (NEW.credits, NEW.timezone, NEW.role, NEW.is_active, NEW.name, NEW.notifications_read_until)
    IS DISTINCT FROM (OLD.credits, OLD.timezone, OLD.role, OLD.is_active, OLD.name, OLD.notifications_read_until))
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

-- A corrected outcome moves a figure or none; the lists show it either way.
CREATE OR REPLACE TRIGGER cache_invalidation_agent_call_outcomes_update
  AFTER UPDATE ON agent_call_outcomes REFERENCING OLD TABLE AS changed_old NEW TABLE AS changed_new
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

-- object: live/settings_invalidation.sql sha256:188a7e8dfcaa6e6be662b20b6ca7edb4b1c043f49a1ce0d8e29358f603446e7c
-- Every instance hears of a changed setting; the announcement names no tenant, because settings are everybody's.
CREATE OR REPLACE FUNCTION trg_notify_settings_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM announce_change(TG_TABLE_NAME);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_notify_settings_change() IS 'Announces on cache_invalidation that settings changed';

CREATE OR REPLACE TRIGGER cache_invalidation_system_config
  AFTER INSERT OR UPDATE OR DELETE ON system_config
  FOR EACH STATEMENT EXECUTE FUNCTION trg_notify_settings_change();
COMMENT ON TRIGGER cache_invalidation_system_config ON system_config IS 'Every instance forgets the settings it remembers';

-- object: maintenance/cache_trigger_health.sql sha256:5e28dfd8c85dcbe2526b7666d33357d73c9a81a0f33cb0e039c92d1c30c06cd7
-- Whether each table's triggers are in force, as the catalogue has it, and what they failed at in the past 24 hours.
CREATE OR REPLACE FUNCTION get_cache_trigger_health() RETURNS TABLE (
  table_name text, active_triggers integer, active_cache_triggers integer, disabled_triggers text[],
  recent_errors integer, last_error_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH triggers AS (
    SELECT c.relname::text AS table_name, t.tgname::text AS name, t.tgenabled IN ('O', 'A') AS is_active
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
  ), health AS (
    SELECT t.table_name,
      count(*) FILTER (WHERE t.is_active) AS active,
      count(*) FILTER (WHERE t.is_active AND t.name LIKE 'cache\_invalidation\_%') AS active_cache,
      array_agg(t.name ORDER BY t.name) FILTER (WHERE NOT t.is_active) AS disabled
    FROM triggers t GROUP BY t.table_name
  ), errors AS (
    SELECT l.table_name::text, count(*) AS recent, max(l.occurred_at) AS last_at
    FROM trigger_error_log l WHERE l.occurred_at > now() - interval '24 hours' GROUP BY l.table_name
  )
  SELECT coalesce(h.table_name, e.table_name), coalesce(h.active, 0)::integer, coalesce(h.active_cache, 0)::integer,
    coalesce(h.disabled, '{}'), coalesce(e.recent, 0)::integer, e.last_at
  FROM health h FULL JOIN errors e ON e.table_name = h.table_name
  ORDER BY 1
$$;
COMMENT ON FUNCTION get_cache_trigger_health() IS
  'For each table: triggers in force, those of them that announce changes, disabled ones by name, and errors of the past 24 hours';

-- Announces what a change of the tenant's rows in this table would announce, so that every instance can be seen to evict.
CREATE OR REPLACE FUNCTION test_cache_invalidation(table_name text, user_id uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF user_id IS NULL OR NOT EXISTS (
    SELECT FROM pg_trigger t
    WHERE t.tgrelid = to_regclass(format('public.%I', test_cache_invalidation.table_name))
      AND t.tgname LIKE 'cache\_invalidation\_%' AND t.tgenabled IN ('O', 'A')
  ) THEN
    RAISE EXCEPTION 'No trigger announces changes of % for a tenant.', table_name USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN announce_change(table_name, user_id);
END $$;
COMMENT ON FUNCTION test_cache_invalidation(text, uuid) IS
  'Sends the announcement of a change of this table for this tenant, and returns it; an error when no trigger in force would';

-- object: security/2_grants.sql sha256:e47f9ecdc763445177d7a59ea74ac224089eeb6a38b04d1f198c8086bca5ef96
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
-- Not limited to the schema: what everybody may do by default can only be taken away everywhere.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;

GRANT EXECUTE ON FUNCTION wake_ingestion(), readiness(), link_ledger_to_calls(text[]), hold_call_searches(),
  release_call_searches(uuid[]) TO app_ingest;
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
GRANT EXECUTE ON FUNCTION matching_calls(text[], uuid[]), find_calls(text[], integer), expected_calls(text[]) TO app_tenant;
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
  clean_contact_import(uuid, text), list_accounts_to_erase(), list_objects_to_erase(uuid, integer), erase_account(uuid, text[], integer) TO app_job;
GRANT SELECT, INSERT, UPDATE ON job_runs, job_schedule, audit_findings TO app_job;
GRANT EXECUTE ON FUNCTION rebuild_agent_analytics(uuid, date, date), rebuild_user_analytics(uuid, date, date),
  rebuild_user_daily_analytics(uuid, date, date), rebuild_call_analytics_cache(uuid, date, date),
  rebuild_agent_targets(uuid, date, date), rebuild_agent_performance_trends(uuid, date, date),
  rebuild_call_segment_analytics(uuid, date, date), rebuild_leads(uuid, date, date), rebuild_call_searches(uuid, date, date),
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

-- object: zz_comments/calls.sql sha256:7bcfeb2f691d78df2ce81ac3db6997bac88e4b62d4af1d5b29b7013295d35b1b
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
COMMENT ON CONSTRAINT calls_recording_is_the_tenants ON calls IS 'A recording lies in its tenant''s folder of the file storage';
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

-- object: zz_comments/contact_imports.sql sha256:973ee73baaecb9d8c3a0d2bbd596417f580da45910c91f934f28edfefc586551
-- Files of contacts, what becomes of their rows, and what was deleted and can come back.
COMMENT ON COLUMN users.country IS 'Country (ISO 3166-1) by which numbers without a country''s code are read; NULL when none is known';
COMMENT ON CONSTRAINT users_country_is_iso ON users IS 'A country is two capital letters';
COMMENT ON FUNCTION fold_text(text) IS 'A text in lower case and without accents';
COMMENT ON FUNCTION contact_lexemes(uuid, text, text, text, text) IS
  'The words of a contact: of its name, company and address, the address, and the digits of its number forwards and, behind <, backwards';
COMMENT ON TABLE contact_imports IS 'A file of contacts that a tenant uploaded, and how far its import is';
COMMENT ON COLUMN contact_imports.status IS
  'mapping, checking, checked, running, then finished, cancelled or failed; undoing and undone after that';
COMMENT ON COLUMN contact_imports.file_name IS 'What the file was called';
COMMENT ON COLUMN contact_imports.file_bytes IS 'Size of the file';
COMMENT ON COLUMN contact_imports.storage_key IS 'Where the file is kept; NULL once it is gone';
COMMENT ON COLUMN contact_imports.encoding IS 'How the file''s letters are written: utf-8, utf-16le, utf-16be or windows-1252';
COMMENT ON COLUMN contact_imports.separator IS 'What stands between two cells';
COMMENT ON COLUMN contact_imports.has_header IS 'Whether the first row names the columns';
COMMENT ON COLUMN contact_imports.columns IS 'The file''s columns in their order: header and first cells of each';
COMMENT ON COLUMN contact_imports.header_digest IS 'Digest of the headers: a file with the same ones is mapped as the last was';
COMMENT ON COLUMN contact_imports.mapping IS 'Which column (from 0) is the name, number, address, company and notes';
COMMENT ON COLUMN contact_imports.known_contacts IS 'What happens with contacts that are there already: skip, fill or overwrite';
COMMENT ON COLUMN contact_imports.country IS 'Country by which this file''s numbers are read';
COMMENT ON COLUMN contact_imports.row_count IS 'Rows of the file without its header and without empty lines';
COMMENT ON COLUMN contact_imports.rows_done IS 'Rows that the step under way has done, in their order';
COMMENT ON COLUMN contact_imports.created_count IS 'Rows that became a contact; of a checked import, that would';
COMMENT ON COLUMN contact_imports.updated_count IS 'Rows that changed a contact; of a checked import, that would';
COMMENT ON COLUMN contact_imports.skipped_count IS 'Rows that changed nothing, each with its reason';
COMMENT ON COLUMN contact_imports.undone_count IS 'Contacts that undoing removed or gave their former values';
COMMENT ON COLUMN contact_imports.kept_count IS 'Contacts that undoing left alone, wholly or in part, each with its reason';
COMMENT ON COLUMN contact_imports.failure IS 'Why it failed, in a sentence for its owner';
COMMENT ON COLUMN contact_imports.work_id IS 'The check under way; another one that began before it stops';
COMMENT ON COLUMN contact_imports.cancel_requested_at IS 'When somebody asked to stop it';
COMMENT ON COLUMN contact_imports.started_at IS 'When it was started, after it was checked';
COMMENT ON COLUMN contact_imports.finished_at IS 'When it ended, by itself or cancelled';
COMMENT ON COLUMN contact_imports.undone_at IS 'When it had been undone';
COMMENT ON CONSTRAINT contact_imports_counts_add_up ON contact_imports IS 'Of an import that has ended, every row was created, updated or skipped';
COMMENT ON CONSTRAINT contact_imports_counts_are_not_negative ON contact_imports IS 'Nothing is counted below zero';
COMMENT ON CONSTRAINT contact_imports_file_is_the_tenants ON contact_imports IS 'A file lies in its tenant''s folder of the file storage';
COMMENT ON CONSTRAINT contact_imports_rows_done_is_within ON contact_imports IS 'No more rows are done than there are';
COMMENT ON INDEX contact_imports_user_id_created_at_idx IS 'Lists a tenant''s imports, newest first';
COMMENT ON INDEX contact_imports_working_idx IS 'Finds imports that are under way and do not move';
COMMENT ON TABLE contact_import_rows IS 'What a row of a file says of a person, and what becomes of it';
COMMENT ON COLUMN contact_import_rows.import_id IS 'The import';
COMMENT ON COLUMN contact_import_rows.row_number IS 'Its place among the file''s rows, from 1';
COMMENT ON COLUMN contact_import_rows.line IS 'The line of the file on which it begins, from 1';
COMMENT ON COLUMN contact_import_rows.name IS 'Name in the file';
COMMENT ON COLUMN contact_import_rows.phone_number IS 'Number in the file, in E.164';
COMMENT ON COLUMN contact_import_rows.email IS 'Address in the file, in lower case';
COMMENT ON COLUMN contact_import_rows.company IS 'Company in the file';
COMMENT ON COLUMN contact_import_rows.notes IS 'Notes in the file';
COMMENT ON COLUMN contact_import_rows.verdict IS 'create, update or skip: what will happen, and once it is done, what has happened';
COMMENT ON COLUMN contact_import_rows.reason IS 'Why it is skipped';
COMMENT ON COLUMN contact_import_rows.other_line IS 'The line of the row that has the same person, when it is skipped for that';
COMMENT ON COLUMN contact_import_rows.target_contact IS 'The contact that it makes or changes; without a key, for the contact may be deleted';
COMMENT ON COLUMN contact_import_rows.former IS 'What an update replaced: each field with its former and its new value';
COMMENT ON COLUMN contact_import_rows.undo_reason IS 'Why undoing left its contact alone, wholly or in part';
COMMENT ON CONSTRAINT contact_import_rows_skipped_for_a_reason ON contact_import_rows IS 'Exactly what is skipped has a reason';
COMMENT ON CONSTRAINT contact_import_rows_others_have_a_target ON contact_import_rows IS 'What is not skipped has its contact';
COMMENT ON INDEX contact_import_rows_verdict_idx IS 'Lists the rows of an import by verdict';
COMMENT ON INDEX contact_import_rows_kept_idx IS 'Lists what undoing left alone';
COMMENT ON TABLE deleted_contacts IS 'Contacts that were deleted and can come back for 7 days';
COMMENT ON COLUMN deleted_contacts.id IS 'The id that the contact had, and has again';
COMMENT ON COLUMN deleted_contacts.deletion_id IS 'What was deleted together comes back together';
COMMENT ON COLUMN deleted_contacts.contact IS 'The contact''s row';
COMMENT ON COLUMN deleted_contacts.call_ids IS 'The calls that were its own';
COMMENT ON COLUMN deleted_contacts.deleted_at IS 'When it was deleted';
COMMENT ON INDEX deleted_contacts_user_id_deletion_id_idx IS 'Finds what was deleted together';
COMMENT ON INDEX deleted_contacts_deleted_at_idx IS 'Finds what is over for good';

-- object: zz_comments/system.sql sha256:9e0244078848583c39c8e74986a7f0d774775bdb59ddf47260665ef93374a069
-- Inbox, settings, scheduled work and what went wrong.
COMMENT ON TABLE webhook_events IS 'The inbox: every signed event of a provider, stored before it is processed';
COMMENT ON COLUMN webhook_events.provider IS 'elevenlabs or stripe';
COMMENT ON COLUMN webhook_events.status IS 'pending, waiting (for its call or its tenant''s new time zone), processed, unsupported or quarantined';
COMMENT ON COLUMN webhook_events.body IS 'The event as it was received; NULL when it lies in the file storage';
COMMENT ON COLUMN webhook_events.body_storage_key IS 'Where a large event lies in the file storage';
COMMENT ON COLUMN webhook_events.audio_storage_key IS 'Where the audio of the event lies in the file storage';
COMMENT ON COLUMN webhook_events.body_bytes IS 'Size of the event in bytes';
COMMENT ON COLUMN webhook_events.body_sha256 IS 'SHA-256 of the event, by which a second delivery is recognised';
COMMENT ON COLUMN webhook_events.signed_at IS 'Moment in the provider''s signature';
COMMENT ON COLUMN webhook_events.event_type IS 'Kind of event, in the provider''s words';
COMMENT ON COLUMN webhook_events.event_at IS 'When it happened, as the provider says';
COMMENT ON COLUMN webhook_events.conversation_id IS 'The provider''s conversation, when the event names one';
COMMENT ON COLUMN webhook_events.provider_agent_id IS 'The provider''s agent, when the event names one, whether or not a tenant has it';
COMMENT ON COLUMN webhook_events.user_id IS 'The tenant, once it is known';
COMMENT ON COLUMN webhook_events.call_id IS 'The call that the event made or changed';
COMMENT ON COLUMN webhook_events.reason IS 'Why it was set aside, as a word';
COMMENT ON COLUMN webhook_events.detail IS 'The same in a sentence';
COMMENT ON COLUMN webhook_events.attempts IS 'How often it was tried';
COMMENT ON COLUMN webhook_events.delivery_count IS 'How often the provider delivered it';
COMMENT ON COLUMN webhook_events.received_at IS 'When it came first';
COMMENT ON COLUMN webhook_events.last_received_at IS 'When it came last';
COMMENT ON COLUMN webhook_events.processed_at IS 'When its processing ended';
COMMENT ON CONSTRAINT webhook_events_body_is_in_one_place ON webhook_events IS 'A body lies in the table or in the file storage, never in both or neither';
COMMENT ON CONSTRAINT webhook_events_call_has_a_tenant ON webhook_events IS 'A call is named together with its tenant';
COMMENT ON CONSTRAINT webhook_events_set_aside_with_a_reason ON webhook_events IS 'What is quarantined has a reason';
COMMENT ON INDEX webhook_events_pending_idx IS 'Takes the oldest events that wait to be processed';
COMMENT ON INDEX webhook_events_user_id_call_id_idx IS 'Finds the events of a tenant and of a call that is deleted';
COMMENT ON INDEX webhook_events_waiting_idx IS 'Finds the events that wait for something of their conversation';
COMMENT ON TABLE announcement_key IS 'What announcements of changes are proved and their tenants named with; no role of the application reads it but to listen';
COMMENT ON COLUMN announcement_key.only_row IS 'Always true';
COMMENT ON COLUMN announcement_key.secret IS '256 random bits';
COMMENT ON CONSTRAINT announcement_key_is_one_row ON announcement_key IS 'The table has one row';
COMMENT ON CONSTRAINT announcement_key_is_long ON announcement_key IS 'Nobody guesses the key';
COMMENT ON TABLE stored_object_moves IS 'Objects of the file storage that rows name by another key since a migration, until the file is there, too';
COMMENT ON COLUMN stored_object_moves.from_key IS 'Where the object lies';
COMMENT ON COLUMN stored_object_moves.to_key IS 'Where rows look for it';
COMMENT ON TABLE system_config IS 'Settings, each with its type, default and bounds';
COMMENT ON COLUMN system_config.config_key IS 'Name of the setting';
COMMENT ON COLUMN system_config.config_value IS 'Value in force, as text';
COMMENT ON COLUMN system_config.description IS 'What the setting means, and its unit';
COMMENT ON COLUMN system_config.updated_by IS 'Administrator who last changed it';
COMMENT ON CONSTRAINT system_config_bounds_are_of_numbers ON system_config IS 'Only numbers have bounds';
COMMENT ON CONSTRAINT system_config_default_has_its_type ON system_config IS 'The default reads as its type';
COMMENT ON CONSTRAINT system_config_default_is_in_bounds ON system_config IS 'The default is within the bounds';
COMMENT ON CONSTRAINT system_config_secret_is_encrypted ON system_config IS 'A secret is a text, has no default and is empty or ciphertext';
COMMENT ON CONSTRAINT system_config_value_has_its_type ON system_config IS 'The value reads as its type';
COMMENT ON CONSTRAINT system_config_value_is_in_bounds ON system_config IS 'The value is within the bounds';
COMMENT ON TABLE trigger_error_log IS 'Failures of triggers that were written down so that the business row could commit; kept for 7 days';
COMMENT ON COLUMN trigger_error_log.table_name IS 'Table whose trigger failed';
COMMENT ON COLUMN trigger_error_log.operation IS 'INSERT, UPDATE or DELETE';
COMMENT ON COLUMN trigger_error_log.error_message IS 'SQLSTATE and message';
COMMENT ON COLUMN trigger_error_log.error_context IS 'Where in the code it failed';
COMMENT ON COLUMN trigger_error_log.occurred_at IS 'When it failed';
COMMENT ON INDEX trigger_error_log_occurred_at_idx IS 'Finds the newest failures and those old enough to remove';
COMMENT ON SEQUENCE trigger_error_log_id_seq IS 'Numbers the rows of trigger_error_log';
COMMENT ON CONSTRAINT kpi_refresh_state_is_one_row ON kpi_refresh_state IS 'The table has one row';
COMMENT ON CONSTRAINT job_runs_end_after_start ON job_runs IS 'A run does not end before it begins';
COMMENT ON CONSTRAINT job_runs_end_says_how_it_ended ON job_runs IS 'A run that ended has a duration and either a number of rows or an error';
COMMENT ON INDEX job_runs_started_at_idx IS 'Lists runs, newest first, and finds those old enough to remove';
COMMENT ON CONSTRAINT job_schedule_slot_is_a_minute ON job_schedule IS 'A slot is a whole minute';
COMMENT ON CONSTRAINT audit_findings_seen_in_order ON audit_findings IS 'A finding is not last seen before it is first seen';
COMMENT ON SCHEMA absent IS 'Empty stand-ins for the transition tables that an insert or a delete lacks';

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
