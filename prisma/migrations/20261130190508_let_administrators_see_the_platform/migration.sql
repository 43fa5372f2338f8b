-- object: schema.prisma/platform_daily_analytics sha256:ef67c4bffa0c5e5b10eaa75103f973ffeefdc5d0b541a0d40063301b473a0973
COMMENT ON TABLE platform_daily_analytics IS 'The platform''s figures of a day over all tenants, each in its own zone; added up again within a minute after a change';
COMMENT ON COLUMN platform_daily_analytics.date IS 'Day in the tenant''s zone';
COMMENT ON COLUMN platform_daily_analytics.active_tenants IS 'Tenants with a completed or failed call';
COMMENT ON COLUMN platform_daily_analytics.total_calls IS 'Completed and failed calls';
COMMENT ON COLUMN platform_daily_analytics.successful_calls IS 'Completed calls';
COMMENT ON COLUMN platform_daily_analytics.total_duration_minutes IS 'Started minutes of the calls';
COMMENT ON COLUMN platform_daily_analytics.leads_generated IS 'Calls that brought a lead';
COMMENT ON COLUMN platform_daily_analytics.qualified_leads IS 'Leads that are qualified';
COMMENT ON COLUMN platform_daily_analytics.credits_used IS 'Credits that the calls cost';
COMMENT ON COLUMN platform_daily_analytics.refreshed_at IS 'When the day was added up last';

-- object: schema.prisma/platform_day_changes sha256:9f87204807d214827e611a6fffd9e7e4f38bf8b7850846060eb2b5aad3cf6156
COMMENT ON TABLE platform_day_changes IS 'Days that are to be added up again for the platform; a job takes them';
COMMENT ON COLUMN platform_day_changes.id IS 'Tells the rows apart';
COMMENT ON COLUMN platform_day_changes.date IS 'Day in the tenant''s zone';

-- object: schema.prisma/platform_totals sha256:9cb497393c0512723083a716077f96731006fb06ae5aa93ce58bd1651f393951
COMMENT ON TABLE platform_totals IS 'The state of all accounts together; one row, added up again every minute';
COMMENT ON COLUMN platform_totals.only_row IS 'Holds the table at one row';
COMMENT ON COLUMN platform_totals.tenants IS 'Accounts';
COMMENT ON COLUMN platform_totals.active_tenants_7d IS 'Accounts with a call in the past 7 days, as user_kpi_summary has it';
COMMENT ON COLUMN platform_totals.active_tenants_30d IS 'Accounts with a call in the past 30 days, as user_kpi_summary has it';
COMMENT ON COLUMN platform_totals.tenants_without_credits IS 'Accounts whose balance is zero or less';
COMMENT ON COLUMN platform_totals.credits_outstanding IS 'Sum of all balances';
COMMENT ON COLUMN platform_totals.refreshed_at IS 'When that was added up; NULL before the first time';

-- object: audit/allowed_rights.sql sha256:85b1035fb1d86c120440876f834d6b2de34cd689e2d872fa5fe33073bf622be2
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
    ('app_admin', 'users', 'SELECT', 'id email name credits role email_verified is_active auth_provider timezone country delete_after
      created_at updated_at'),
    ('app_admin', 'phone_numbers', 'SELECT', 'id name phone_number assigned_to_user_id is_active created_at updated_at'),
    ('app_admin', 'user_sessions', 'SELECT', 'id user_id last_used_at'),
    ('app_admin', 'credit_transactions', 'SELECT', 'id user_id type amount occurred_at'),
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
    ('app_admin', 'change_user_role(uuid,uuid,text) set_user_active(uuid,uuid,boolean) verify_audit_chain()')
  ) functions (role, functions)
$$;
COMMENT ON FUNCTION list_allowed_rights() IS 'What the roles of the application may do, at most; security/grants.sql gives it to them';

-- object: kpi/user_kpi_summary.sql sha256:3695cc53e99cf316c71d46d0d28b22ca00cbcea77ce84a68470dbde127491f24
-- Each user's figures of the past 30 and 7 days and of all time, with a summary of each agent, added up from rollups, never from calls. A
-- window ends with today in the user's zone.
-- depends on: kpi/find_best_agent.sql
-- depends on: security/app_user_id.sql
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
CREATE INDEX IF NOT EXISTS user_kpi_summary_calls_30d_idx ON user_kpi_summary (calls_30d DESC, user_id DESC);
COMMENT ON INDEX user_kpi_summary_calls_30d_idx IS 'Lists the tenants with most calls';
CREATE INDEX IF NOT EXISTS user_kpi_summary_change_idx ON user_kpi_summary ((23 * calls_7d - 7 * (calls_30d - calls_7d)), user_id);
COMMENT ON INDEX user_kpi_summary_change_idx IS 'Lists the tenants whose calls of 7 days differ most from as many of the 23 days before, 161 times as much';
COMMENT ON MATERIALIZED VIEW user_kpi_summary IS
  'Each user''s figures of the past 30 and 7 days and of all time, as of refreshed_at, with a summary of each agent and the best one, as find_best_agent has it';
COMMENT ON COLUMN user_kpi_summary.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN user_kpi_summary.today IS 'The day of the refresh in the tenant''s zone';
COMMENT ON COLUMN user_kpi_summary.calls_30d IS 'Completed and failed calls of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.successful_calls_30d IS 'Completed calls of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.answered_calls_30d IS 'Answered calls of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.duration_minutes_30d IS 'Started minutes of calls of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.leads_30d IS 'Leads of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.qualified_leads_30d IS 'Qualified leads of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.cta_interactions_30d IS 'Calls to action of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.credits_used_30d IS 'Credits that calls cost of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.calls_7d IS 'Completed and failed calls of the 7 days that end today';
COMMENT ON COLUMN user_kpi_summary.successful_calls_7d IS 'Completed calls of the 7 days that end today';
COMMENT ON COLUMN user_kpi_summary.leads_7d IS 'Leads of the 7 days that end today';
COMMENT ON COLUMN user_kpi_summary.qualified_leads_7d IS 'Qualified leads of the 7 days that end today';
COMMENT ON COLUMN user_kpi_summary.credits_used_7d IS 'Credits that calls cost of the 7 days that end today';
COMMENT ON COLUMN user_kpi_summary.calls_lifetime IS 'Completed and failed calls of all time';
COMMENT ON COLUMN user_kpi_summary.successful_calls_lifetime IS 'Completed calls of all time';
COMMENT ON COLUMN user_kpi_summary.duration_minutes_lifetime IS 'Started minutes of calls of all time';
COMMENT ON COLUMN user_kpi_summary.leads_lifetime IS 'Leads of all time';
COMMENT ON COLUMN user_kpi_summary.qualified_leads_lifetime IS 'Qualified leads of all time';
COMMENT ON COLUMN user_kpi_summary.cta_interactions_lifetime IS 'Calls to action of all time';
COMMENT ON COLUMN user_kpi_summary.credits_used_lifetime IS 'Credits that calls cost of all time';
COMMENT ON COLUMN user_kpi_summary.last_call_date IS 'Day of the newest call in the tenant''s zone';
COMMENT ON COLUMN user_kpi_summary.success_rate_30d IS 'Completed calls of 100 of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.answer_rate_30d IS 'Answered calls of 100 of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.conversion_rate_30d IS 'Leads of 100 calls of the 30 days that end today';
COMMENT ON COLUMN user_kpi_summary.conversion_rate_7d IS 'Leads of 100 calls of the 7 days that end today';
COMMENT ON COLUMN user_kpi_summary.conversion_rate_lifetime IS 'Leads of 100 calls of all time';
COMMENT ON COLUMN user_kpi_summary.agents_total IS 'Agents of the user';
COMMENT ON COLUMN user_kpi_summary.agents_active IS 'Agents of the user that are in use';
COMMENT ON COLUMN user_kpi_summary.best_agent_id IS 'The agent with the highest conversion rate of those with at least 10 calls in 30 days';
COMMENT ON COLUMN user_kpi_summary.best_agent_calls_30d IS 'Calls of the best agent in 30 days';
COMMENT ON COLUMN user_kpi_summary.best_agent_conversion_rate_30d IS 'Leads of 100 calls of the best agent in 30 days';
COMMENT ON COLUMN user_kpi_summary.agents_summary IS 'Each agent''s figures of the 30 days and of all time, the best first, as a JSON array';
COMMENT ON COLUMN user_kpi_summary.refreshed_at IS 'When the summary was made';

-- A materialised view carries no policies: tenants see their own row of it here, and filters of theirs run only on that row.
CREATE OR REPLACE VIEW my_kpi_summary WITH (security_barrier = true) AS
SELECT * FROM user_kpi_summary WHERE user_id = (SELECT app_user_id());
COMMENT ON VIEW my_kpi_summary IS 'The row of user_kpi_summary of the tenant named in app.user_id';

-- object: core/absent_transition_tables.sql sha256:7d2fa74e10955304b378bae7d8d9aa12fc1256276b8f256eace2e06b4e46ece4
-- An insert has no old rows and a delete no new ones; these empty stand-ins let one function serve all three events.
-- A transition table of the same name takes precedence over them. A view keeps the columns that its table had when it was made:
-- a table that gains one needs this file applied again, as calls and lead_analytics did for the person, and leads for judgements.
CREATE SCHEMA IF NOT EXISTS absent;
COMMENT ON SCHEMA absent IS 'Empty stand-ins for the transition tables that an insert or a delete lacks';
CREATE OR REPLACE VIEW absent.calls_old AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.calls_new AS SELECT * FROM public.calls WHERE false;
CREATE OR REPLACE VIEW absent.leads_old AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.leads_new AS SELECT * FROM public.lead_analytics WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_old AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.outcomes_new AS SELECT * FROM public.agent_call_outcomes WHERE false;
CREATE OR REPLACE VIEW absent.transcripts_old AS SELECT * FROM public.transcripts WHERE false;
CREATE OR REPLACE VIEW absent.transcripts_new AS SELECT * FROM public.transcripts WHERE false;
CREATE OR REPLACE VIEW absent.agent_days_old AS SELECT * FROM public.agent_analytics WHERE false;
CREATE OR REPLACE VIEW absent.agent_days_new AS SELECT * FROM public.agent_analytics WHERE false;
CREATE OR REPLACE VIEW absent.user_days_old AS SELECT NULL::date AS date WHERE false;
CREATE OR REPLACE VIEW absent.user_days_new AS SELECT NULL::date AS date WHERE false;
CREATE OR REPLACE VIEW absent.changed_old AS SELECT NULL::uuid AS user_id WHERE false;
CREATE OR REPLACE VIEW absent.changed_new AS SELECT NULL::uuid AS user_id WHERE false;
COMMENT ON VIEW absent.calls_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.calls_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.leads_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.leads_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.outcomes_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.outcomes_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.transcripts_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.transcripts_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.agent_days_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.agent_days_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.user_days_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.user_days_new IS 'Empty stand-in for the new rows of a statement that has none';
COMMENT ON VIEW absent.changed_old IS 'Empty stand-in for the old rows of a statement that has none';
COMMENT ON VIEW absent.changed_new IS 'Empty stand-in for the new rows of a statement that has none';

-- object: maintenance/refresh_platform_days.sql sha256:4cc0e7f801dae45d8fd4169a03f0eb070bfc6e47dddac3202526301d184ebd96
-- The platform's days that changed are added up again from the tenants' days, and the state of all accounts with them; of two at once, one
-- works. A change and the figures that came with it are seen by one statement, so a day is taken with its change or not at all.
CREATE OR REPLACE FUNCTION refresh_platform_days() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  refreshed integer;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('platform_daily_analytics')) THEN
    RETURN 0;
  END IF;
  WITH taken AS (
    DELETE FROM platform_day_changes RETURNING date
  ), days AS (
    SELECT DISTINCT date FROM taken
  )
  INSERT INTO platform_daily_analytics AS t (date, active_tenants, total_calls, successful_calls, total_duration_minutes, leads_generated,
    qualified_leads, credits_used, refreshed_at)
  SELECT d.date, count(*) FILTER (WHERE a.total_calls > 0), coalesce(sum(a.total_calls), 0), coalesce(sum(a.successful_calls), 0),
    coalesce(sum(a.total_duration_minutes), 0), coalesce(sum(a.leads_generated), 0), coalesce(sum(a.qualified_leads), 0),
    coalesce(sum(a.credits_used), 0), clock_timestamp()
  FROM days d LEFT JOIN user_daily_analytics a ON a.date = d.date
  GROUP BY d.date
  ORDER BY d.date
  ON CONFLICT (date) DO UPDATE SET
    active_tenants = excluded.active_tenants,
    total_calls = excluded.total_calls,
    successful_calls = excluded.successful_calls,
    total_duration_minutes = excluded.total_duration_minutes,
    leads_generated = excluded.leads_generated,
    qualified_leads = excluded.qualified_leads,
    credits_used = excluded.credits_used,
    refreshed_at = excluded.refreshed_at;
  GET DIAGNOSTICS refreshed = ROW_COUNT;
  UPDATE platform_totals SET (tenants, tenants_without_credits, credits_outstanding) =
      (SELECT count(*), count(*) FILTER (WHERE credits <= 0), coalesce(sum(credits), 0) FROM users),
    (active_tenants_7d, active_tenants_30d) =
      (SELECT count(*) FILTER (WHERE calls_7d > 0), count(*) FILTER (WHERE calls_30d > 0) FROM user_kpi_summary),
    refreshed_at = clock_timestamp();
  RETURN refreshed;
END $$;
COMMENT ON FUNCTION refresh_platform_days() IS
  'Adds up the platform''s days that changed and the state of all accounts again; returns how many days that were, 0 when another one does it';

-- Whatever the cause, a day that differs from its tenants' days is right again after this.
CREATE OR REPLACE FUNCTION recount_platform_days() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  INSERT INTO platform_day_changes (date) SELECT date FROM user_daily_analytics UNION SELECT date FROM platform_daily_analytics;
  RETURN refresh_platform_days();
END $$;
COMMENT ON FUNCTION recount_platform_days() IS 'Adds up every day of the platform again; returns how many days that were';

-- object: rollups/mark_platform_days.sql sha256:d3ed675bc85449be0a3c5d1cbed051478bff484a5d0da63771de60adac58490a
-- A day on which a tenant's figures change waits to be added up again for the platform. Only rows are added, so no writer waits for another.
-- depends on: core/absent_transition_tables.sql
CREATE OR REPLACE FUNCTION trg_mark_platform_days() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  INSERT INTO platform_day_changes (date) SELECT date FROM user_days_new UNION SELECT date FROM user_days_old;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_mark_platform_days() IS 'A day whose figures changed waits to be added up again for the platform';

CREATE OR REPLACE TRIGGER trigger_mark_platform_days_insert
  AFTER INSERT ON user_daily_analytics REFERENCING NEW TABLE AS user_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_platform_days();

CREATE OR REPLACE TRIGGER trigger_mark_platform_days_update
  AFTER UPDATE ON user_daily_analytics REFERENCING OLD TABLE AS user_days_old NEW TABLE AS user_days_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_platform_days();

CREATE OR REPLACE TRIGGER trigger_mark_platform_days_delete
  AFTER DELETE ON user_daily_analytics REFERENCING OLD TABLE AS user_days_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_mark_platform_days();

-- object: security/row_level_security.sql sha256:ac1d24723412159a9beff20b278758f6bf71ca81be0fc0a3a122785635a34b80
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
  -- What administrators' pages show of every tenant; what they may change has functions that ask who acts.
  FOREACH name IN ARRAY ARRAY['users', 'phone_numbers', 'user_sessions', 'credit_transactions'] LOOP
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

-- object: tables/credit_transactions.sql sha256:0bded2698b19cedc537c2e10cf26c108bd7f629f174518c6f3106ce9bb62c989
-- What the rules and indexes of credit_transactions are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT credit_transactions_adjustment_names_its_admin ON credit_transactions IS 'An adjustment says which administrator made it';
COMMENT ON CONSTRAINT credit_transactions_amount_has_the_sign_of_its_type ON credit_transactions IS 'Usage takes credits; purchase and bonus give them';
COMMENT ON CONSTRAINT credit_transactions_amount_moves_credits ON credit_transactions IS 'No entry moves nothing';
COMMENT ON CONSTRAINT credit_transactions_charge_is_minutes_times_rate ON credit_transactions IS 'The charge of a call is its minutes times the rate';
COMMENT ON INDEX credit_transactions_call_id_idx IS 'Finds the entries of a call';
COMMENT ON INDEX credit_transactions_conversation_id_idx IS 'Finds the entries of a conversation';
COMMENT ON INDEX credit_transactions_created_by_idx IS 'Finds the entries that an administrator made, when that user goes';
COMMENT ON INDEX credit_transactions_given_idx IS 'Adds up what was given, sold and refunded in a period, without the charges of calls';
COMMENT ON INDEX credit_transactions_one_charge_per_call IS 'A call is charged once; corrections come on top';
COMMENT ON INDEX credit_transactions_one_charge_per_conversation IS 'A conversation is charged once, even when its call was deleted';
COMMENT ON INDEX credit_transactions_one_purchase_per_payment IS 'A payment buys credits once; its refund names it again';

-- object: tables/platform_day_changes.sql sha256:983b81b542bda1f36a218c9e97bffdc729f9bee9e6412dfa47cd2aa26dd3253c
-- What the rules and indexes of platform_day_changes are for; schema.prisma says what its columns are.
COMMENT ON SEQUENCE platform_day_changes_id_seq IS 'Numbers the rows of platform_day_changes';

-- object: tables/platform_totals.sql sha256:2d046af00bb1496a4af5a8c9385b5be50f3cba8c63becec6f101447f793849ad
-- What the rules and indexes of platform_totals are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT platform_totals_has_one_row ON platform_totals IS 'The table has one row';

-- object: tables/user_daily_analytics.sql sha256:1b0eb8a60354337ca51411a59afcf69d612d3c937237bd22b498e58f12be0055
-- What the rules and indexes of user_daily_analytics are for; schema.prisma says what its columns are.
COMMENT ON INDEX user_daily_analytics_date_idx IS 'Adds up a day over all tenants';

-- object: tables/users.sql sha256:cc592718c99cf95fb105d152ccf04c35aed849e2fcd1272c84c203e847d6d553
-- What the rules and indexes of users are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT users_country_is_iso ON users IS 'A country is two capital letters';
COMMENT ON CONSTRAINT users_email_has_at ON users IS 'An address has something before its @';
COMMENT ON CONSTRAINT users_email_is_lower_case ON users IS 'An address is kept in lower case, so that it is found however it was typed';
COMMENT ON CONSTRAINT users_timezone_exists ON users IS 'The zone is one that the database knows';
COMMENT ON INDEX users_created_at_idx IS 'Lists accounts, the newest first';
COMMENT ON INDEX users_credits_idx IS 'Lists accounts by their balance';

-- object: security/grants.sql sha256:c86444e564b961a0628ebb84b46be47d4099e2bbacdd42d77946b9409dce1673
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
GRANT SELECT (id, email, name, credits, role, email_verified, is_active, auth_provider, timezone, country, delete_after, created_at, updated_at)
  ON users TO app_admin;
GRANT SELECT (id, name, phone_number, assigned_to_user_id, is_active, created_at, updated_at) ON phone_numbers TO app_admin;
GRANT SELECT (id, user_id, last_used_at) ON user_sessions TO app_admin;
GRANT SELECT (id, user_id, type, amount, occurred_at) ON credit_transactions TO app_admin;
GRANT SELECT ON user_kpi_summary, platform_daily_analytics, platform_totals TO app_admin;
GRANT SELECT ON job_runs, job_schedule, audit_findings, kpi_refresh_state, trigger_error_log, job_processes, job_totals TO app_admin;
GRANT EXECUTE ON FUNCTION inbox_state(), queue_state() TO app_admin;
GRANT EXECUTE ON FUNCTION request_replay(uuid, timestamptz, timestamptz), get_cache_trigger_health(), test_cache_invalidation(text, uuid), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid), change_user_role(uuid, uuid, text), set_user_active(uuid, uuid, boolean),
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
