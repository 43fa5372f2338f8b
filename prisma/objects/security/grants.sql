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
