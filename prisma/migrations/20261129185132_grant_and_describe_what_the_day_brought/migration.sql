-- object: audit/allowed_rights.sql sha256:87e00b754107224641d87ac36749cb82f8a693ff053c0605a618e3501c827588
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
    ('app_job', 'list_accounts_to_erase() list_objects_to_erase(uuid,integer) erase_account(uuid,text[],integer)'),
    ('app_admin', 'get_cache_trigger_health() test_cache_invalidation(text,uuid)'),
    ('app_admin', 'validate_user_data_consistency(uuid) audit_data_isolation(uuid)'),
    ('app_admin', 'change_user_role(uuid,uuid,text) set_user_active(uuid,uuid,boolean) verify_audit_chain()')
  ) functions (role, functions)
$$;
COMMENT ON FUNCTION list_allowed_rights() IS 'What the roles of the application may do, at most; security/2_grants.sql gives it to them';

-- object: audit/trends.sql sha256:e60c600c2f3896f40900c340d536e154c1c4576d1d8ef0683b943fd02c794239
-- A trend is its agent's calls and leads of the period against those of the period before (of a day, a week before), and its rank. Of a
-- period that was still running when the trend was made, the days that were over then are compared with as many days. A period that waits
-- to be compared anew is not judged; one that has not been for days is.
CREATE OR REPLACE FUNCTION find_trend_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_nestloop = off
AS $$
  WITH days AS MATERIALIZED (
    SELECT c.user_id, c.agent_id, (c.started_at AT TIME ZONE u.timezone)::date AS date,
      count(*) FILTER (WHERE c.status IN ('completed', 'failed'))::numeric AS calls,
      count(*) FILTER (WHERE c.status = 'completed')::numeric AS successful_calls,
      count(*) FILTER (WHERE o.outcome IN ('completed', 'disconnected'))::numeric AS answered_calls,
      coalesce(sum(c.duration_seconds) FILTER (WHERE c.status IN ('completed', 'failed')), 0)::numeric AS seconds,
      coalesce(sum(c.credits_used) FILTER (WHERE c.status IN ('completed', 'failed')), 0)::numeric AS credits,
      count(l.id)::numeric AS leads, count(l.id) FILTER (WHERE l.is_qualified)::numeric AS qualified_leads,
      coalesce(sum(l.cta_pricing_clicked::integer + l.cta_demo_clicked::integer + l.cta_followup_clicked::integer
        + l.cta_sample_clicked::integer + l.cta_escalated_to_human::integer), 0)::numeric AS cta,
      coalesce(sum(l.total_score), 0)::numeric AS score_sum, count(l.total_score)::numeric AS score_count
    FROM calls c JOIN users u ON u.id = c.user_id
    LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
    LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND c.status IN ('completed', 'failed')
    WHERE tenant IS NULL OR c.user_id = tenant
    GROUP BY 1, 2, 3
  ), made AS (
    SELECT t.user_id, t.period_type, t.period_start,
      greatest((min(t.created_at) AT TIME ZONE u.timezone)::date - 1, (now() AT TIME ZONE u.timezone)::date - 3) AS over_until
    FROM agent_performance_trends t JOIN users u ON u.id = t.user_id
    WHERE tenant IS NULL OR t.user_id = tenant
    GROUP BY t.user_id, t.period_type, t.period_start, u.timezone
  ), placed AS MATERIALIZED (
    SELECT d.*, p.type, p.length, p.first_day,
      CASE p.type WHEN 'daily' THEN p.first_day + 7 ELSE (p.first_day + p.length)::date END AS following
    FROM days d CROSS JOIN LATERAL (
      SELECT type, length, date_trunc(unit, d.date::timestamp)::date AS first_day
      FROM (VALUES ('daily', 'day', interval '1 day'), ('weekly', 'week', interval '7 days'), ('monthly', 'month', interval '1 month'),
        ('quarterly', 'quarter', interval '3 months')) types (type, unit, length)) p
  ), sides AS (
    SELECT 'all' AS side, first_day AS period, placed.* FROM placed
    UNION ALL
    SELECT 'now', p.first_day, p.* FROM placed p JOIN users u ON u.id = p.user_id
    LEFT JOIN made m ON (m.user_id, m.period_type, m.period_start) = (p.user_id, p.type, p.first_day)
    WHERE p.date <= coalesce(m.over_until, (now() AT TIME ZONE u.timezone)::date - 1)
    UNION ALL
    SELECT 'before', p.following, p.* FROM placed p JOIN users u ON u.id = p.user_id
    LEFT JOIN made m ON (m.user_id, m.period_type, m.period_start) = (p.user_id, p.type, p.following)
    CROSS JOIN LATERAL (SELECT coalesce(m.over_until, (now() AT TIME ZONE u.timezone)::date - 1) AS over_until) o
    WHERE o.over_until >= (p.following + p.length)::date - 1 OR p.date - p.first_day <= o.over_until - p.following
  ), periods AS MATERIALIZED (
    SELECT side, user_id, agent_id, type, length, period AS first_day,
      sum(calls) AS calls, sum(successful_calls) AS successful_calls, sum(leads) AS leads, sum(qualified_leads) AS qualified_leads,
      ARRAY[sum(calls), sum(successful_calls) / nullif(sum(calls), 0), sum(answered_calls) / nullif(sum(calls), 0), sum(seconds),
        sum(leads), sum(qualified_leads), sum(leads) / nullif(sum(calls), 0), sum(cta), sum(score_sum) / nullif(sum(score_count), 0),
        sum(credits)] AS figures
    FROM sides
    GROUP BY 1, 2, 3, 4, 5, 6
  ), expected AS (
    SELECT now.user_id, concat_ws(' ', now.agent_id, now.type, now.first_day) AS row_id, now.first_day AS period_start, now.type AS period_type,
      jsonb_build_object('period_end', (now.first_day + now.length)::date - 1, 'total_calls', now.calls, 'leads_generated', now.leads,
        'qualified_leads', now.qualified_leads, 'success_rate', round(100 * now.figures[2], 2), 'conversion_rate', round(100 * now.figures[7], 2),
        'performance_rank', rank() OVER (PARTITION BY now.user_id, now.type, now.first_day
          ORDER BY now.qualified_leads DESC, now.leads DESC, now.successful_calls DESC)) || (
        SELECT jsonb_object_agg(part.name || '_change_percentage', round(100 * (part.figure - part.previous) / nullif(abs(part.previous), 0), 2))
        FROM unnest(ARRAY['calls', 'success_rate', 'answer_rate', 'duration', 'leads', 'qualified_leads', 'conversion_rate', 'cta', 'score',
          'credits'], coalesce(part.figures, ARRAY[0, NULL, NULL, 0, 0, 0, NULL, 0, NULL, 0]), coalesce(before.figures, array_fill(NULL::numeric, ARRAY[10]))) part (name, figure, previous)) AS figures
    FROM periods now
    LEFT JOIN periods before ON before.side = 'before' AND (before.agent_id, before.type, before.first_day) = (now.agent_id, now.type, now.first_day)
    LEFT JOIN periods part ON part.side = 'now' AND (part.agent_id, part.type, part.first_day) = (now.agent_id, now.type, now.first_day)
    WHERE now.side = 'all' AND (now.calls > 0 OR now.leads > 0)
  ), kept AS (
    SELECT t.user_id, concat_ws(' ', t.agent_id, t.period_type, t.period_start) AS row_id, t.period_start, t.period_type, to_jsonb(t) AS figures
    FROM agent_performance_trends t WHERE tenant IS NULL OR t.user_id = tenant
  ), pairs AS (
    SELECT user_id, row_id, coalesce(k.period_start, e.period_start) AS day, coalesce(k.period_type, e.period_type) AS period_type,
      k.figures AS kept, e.figures AS expected
    FROM kept k FULL JOIN expected e USING (user_id, row_id)
    WHERE k.figures @> e.figures IS NOT TRUE
  )
  SELECT 'trend_is_not_its_calls', p.user_id, 'agent_performance_trends', p.row_id, CASE
      WHEN p.kept IS NULL THEN 'is missing' WHEN p.expected IS NULL THEN 'is there without a call or a lead'
      ELSE (SELECT string_agg(format('%s is %s, should be %s', f.key, coalesce(p.kept ->> f.key, 'none'), coalesce(f.value #>> '{}', 'none')), '; ' ORDER BY f.key)
        FROM jsonb_each(p.expected) f WHERE p.kept -> f.key IS DISTINCT FROM f.value) END, p.day
  FROM pairs p
  WHERE NOT EXISTS (
    SELECT FROM stale_trends s WHERE s.tenant_id = p.user_id
      AND s.day BETWEEN CASE p.period_type WHEN 'daily' THEN p.day - 7 ELSE period_first_day(p.period_type, p.day - 1) END AND period_last_day(p.period_type, p.day))
$$;
COMMENT ON FUNCTION find_trend_differences(uuid) IS
  'Trends that are not what the calls and leads of their period and the one before make, with the day to rebuild; of one tenant, or of all';

-- object: targets/rebuild_agent_performance_trends.sql sha256:f7cb930040f7b66cc1dc4641c391084ff0892b964152f7d9805558aed85e5447
-- Percentage by which a figure changed; unknown when it was zero or unknown before.
CREATE OR REPLACE FUNCTION change_percentage(before numeric, after numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT round(100 * (after - before) / nullif(abs(before), 0), 2) $$;

-- The period that is compared with the one that a day lies in, by its first day: the same weekday of the week after, or the period after.
CREATE OR REPLACE FUNCTION following_period(period_type text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE period_type WHEN 'daily' THEN day + 7 ELSE period_last_day(period_type, day) + 1 END $$;

-- Whether a day counts where the period after its own is compared with it, as far as that one was over at the end of a day: of a period
-- that is over everything counts, of one that still runs as many days as are over.
CREATE OR REPLACE FUNCTION is_compared(period_type text, day date, over_until date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT over_until >= period_last_day(period_type, following_period(period_type, day))
    OR day - period_first_day(period_type, day) <= over_until - following_period(period_type, day)
$$;

-- Compares each period that a range of days touches with the one before it, a day with the same weekday a week before, and those that are
-- compared with it, for every agent with a call or a lead in the period, from agents' days as they are. Of a period that still runs, the
-- days that are over are compared with as many days; its totals have all. Agents rank by qualified leads, then leads, then successful
-- calls; ties share a rank. The days wait for this no longer.
-- The planner takes the sums of a period for few rows and would look through all of them for each; there are thousands.
CREATE OR REPLACE FUNCTION refresh_agent_performance_trends(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_nestloop = off
AS $$
DECLARE
  changed integer;
  over_until date := (SELECT (now() AT TIME ZONE timezone)::date - 1 FROM users WHERE id = tenant);
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  DELETE FROM stale_trends WHERE tenant_id = tenant AND day BETWEEN first_day AND last_day;
  DELETE FROM agent_performance_trends
  WHERE user_id = tenant AND period_start BETWEEN period_first_day(period_type, first_day) AND following_period(period_type, last_day);

  WITH days AS (
    SELECT a.*, p.type, period_first_day(p.type, a.date) AS period FROM agent_analytics a
    CROSS JOIN (VALUES ('daily'), ('weekly'), ('monthly'), ('quarterly')) p (type)
    WHERE a.user_id = tenant AND a.hour IS NULL
      AND a.date BETWEEN period_first_day(p.type, period_first_day(p.type, first_day) - 7) AND period_last_day(p.type, following_period(p.type, last_day))
  ), sides AS (
    -- A day belongs to its own period, to the part of it that is compared, and to what the period after is compared with.
    SELECT 'all' AS side, period AS starts_on, days.* FROM days
    UNION ALL
    SELECT 'now', period, days.* FROM days WHERE date <= over_until
    UNION ALL
    SELECT 'before', following_period(type, date), days.* FROM days WHERE is_compared(type, date, over_until)
  ), figures AS (
    SELECT agent_id, type, side, starts_on,
      sum(total_calls) AS calls, sum(successful_calls) AS successful_calls, sum(total_duration_seconds) AS seconds,
      sum(leads_generated) AS leads, sum(qualified_leads) AS qualified_leads, sum(total_cta_interactions) AS cta,
      sum(credits_used) AS credits,
      sum(successful_calls)::numeric / nullif(sum(total_calls), 0) AS success_rate,
      sum(answered_calls)::numeric / nullif(sum(total_calls), 0) AS answer_rate,
      sum(leads_generated)::numeric / nullif(sum(total_calls), 0) AS conversion_rate,
      sum(total_score_sum) / nullif(sum(total_score_count), 0) AS score
    FROM sides GROUP BY agent_id, type, side, starts_on
  ), active AS (
    SELECT * FROM figures
    WHERE side = 'all' AND (calls > 0 OR leads > 0)
      AND starts_on BETWEEN period_first_day(type, refresh_agent_performance_trends.first_day) AND following_period(type, last_day)
  ), compared AS (
    -- What a part that is over does not have is zero, as long as there is a day of it.
    SELECT b.agent_id, b.type, b.starts_on, coalesce(n.calls, 0) AS calls, n.success_rate, n.answer_rate,
      coalesce(n.seconds, 0) AS seconds, coalesce(n.leads, 0) AS leads, coalesce(n.qualified_leads, 0) AS qualified_leads,
      n.conversion_rate, coalesce(n.cta, 0) AS cta, n.score, coalesce(n.credits, 0) AS credits
    FROM figures b LEFT JOIN figures n ON n.side = 'now' AND (n.agent_id, n.type, n.starts_on) = (b.agent_id, b.type, b.starts_on)
    WHERE b.side = 'before'
  )
  INSERT INTO agent_performance_trends (
    agent_id, user_id, period_start, period_end, period_type, total_calls, leads_generated, qualified_leads, success_rate,
    conversion_rate, calls_change_percentage, success_rate_change_percentage, answer_rate_change_percentage,
    duration_change_percentage, leads_change_percentage, qualified_leads_change_percentage, conversion_rate_change_percentage,
    cta_change_percentage, score_change_percentage, credits_change_percentage, performance_rank
  )
  SELECT now.agent_id, tenant, now.starts_on, period_last_day(now.type, now.starts_on), now.type,
    now.calls, now.leads, now.qualified_leads, round(100 * now.success_rate, 2), round(100 * now.conversion_rate, 2),
    change_percentage(before.calls, part.calls), change_percentage(before.success_rate, part.success_rate),
    change_percentage(before.answer_rate, part.answer_rate), change_percentage(before.seconds, part.seconds),
    change_percentage(before.leads, part.leads), change_percentage(before.qualified_leads, part.qualified_leads),
    change_percentage(before.conversion_rate, part.conversion_rate), change_percentage(before.cta, part.cta),
    change_percentage(before.score, part.score), change_percentage(before.credits, part.credits),
    rank() OVER (
      PARTITION BY now.type, now.starts_on ORDER BY now.qualified_leads DESC, now.leads DESC, now.successful_calls DESC)
  FROM active now
  LEFT JOIN figures before ON before.side = 'before' AND (before.agent_id, before.type, before.starts_on) = (now.agent_id, now.type, now.starts_on)
  LEFT JOIN compared part ON (part.agent_id, part.type, part.starts_on) = (now.agent_id, now.type, now.starts_on);
  GET DIAGNOSTICS changed = ROW_COUNT;
  PERFORM announce_rebuilt(tenant, 'agent_performance_trends');
  RETURN changed;
END $$;

-- The same from agents' days that are counted anew first.
CREATE OR REPLACE FUNCTION rebuild_agent_performance_trends(tenant uuid, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  PERFORM rebuild_agent_analytics(
    tenant, period_first_day('quarterly', period_first_day('quarterly', first_day) - 7),
    period_last_day('quarterly', period_last_day('quarterly', last_day) + 1));
  RETURN refresh_agent_performance_trends(tenant, first_day, last_day);
END $$;

-- object: security/2_grants.sql sha256:d930339e844a9a5ffbe137c775ba9ea04d9c612bdf290627ff3c1b2145af77d3
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
-- depends on: live/job_health.sql
-- depends on: live/operational_state.sql
-- depends on: search/take_call_searches.sql
-- depends on: search/2_write_call_searches.sql
-- Not limited to the schema: what everybody may do by default can only be taken away everywhere.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, app_tenant, app_ingest, app_auth;

GRANT EXECUTE ON FUNCTION wake_ingestion(), readiness(), seconds_since_jobs_worked(), link_ledger_to_calls(text[]), hold_call_searches(),
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
  clean_contact_import(uuid, text), list_accounts_to_erase(), list_objects_to_erase(uuid, integer), erase_account(uuid, text[], integer) TO app_job;
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
GRANT SELECT ON job_runs, job_schedule, audit_findings, kpi_refresh_state, trigger_error_log, job_processes, job_totals TO app_admin;
GRANT EXECUTE ON FUNCTION inbox_state(), queue_state() TO app_admin;
GRANT EXECUTE ON FUNCTION request_replay(uuid, timestamptz, timestamptz), get_cache_trigger_health(), test_cache_invalidation(text, uuid), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid), change_user_role(uuid, uuid, text), set_user_active(uuid, uuid, boolean),
  verify_audit_chain() TO app_admin;

-- Reports: a tenant sees its own rows, by the policies of what they read or by the view's own condition.
GRANT SELECT ON user_stats, agent_performance_summary, call_source_analytics, recent_call_analytics, my_kpi_summary TO app_tenant;

-- object: zz_comments/accounts.sql sha256:52fa3811d9df946a3d2ab7712c07c56941a51e4b6fea2b26ee6d517e5d291698
-- Who uses the product, how they sign in, and what administrators did.
COMMENT ON TABLE users IS 'A person with an account, who is one tenant: every other row of theirs carries this id';
COMMENT ON COLUMN users.email IS 'Address of the account, in lower case, unique';
COMMENT ON COLUMN users.name IS 'Name that the product shows';
COMMENT ON COLUMN users.credits IS 'Credits left; always the newest balance of the ledger, which alone moves it';
COMMENT ON COLUMN users.role IS 'user, admin or super_admin';
COMMENT ON COLUMN users.password_hash IS 'bcrypt hash of the password; NULL for whoever signs in through another provider';
COMMENT ON COLUMN users.email_verified IS 'Whether the address has been proved';
COMMENT ON COLUMN users.is_active IS 'Whether the account may sign in';
COMMENT ON COLUMN users.auth_provider IS 'How the account was made: email, google, linkedin or github';
COMMENT ON COLUMN users.timezone IS 'IANA zone in which the tenant''s days and hours are counted; a change moves its calls to their new days';
COMMENT ON COLUMN users.password_changed_at IS 'When the password was last set; NULL without one';
COMMENT ON COLUMN users.delete_after IS 'When the account is deleted, as its owner asked; NULL otherwise';
COMMENT ON COLUMN users.notifications_read_until IS 'Notifications that waited at this moment are read, all at once; NULL while that was never asked';
COMMENT ON CONSTRAINT users_email_has_at ON users IS 'An address has something before its @';
COMMENT ON CONSTRAINT users_email_is_lower_case ON users IS 'An address is kept in lower case, so that it is found however it was typed';
COMMENT ON CONSTRAINT users_timezone_exists ON users IS 'The zone is one that the database knows';
COMMENT ON TABLE user_sessions IS 'A sign-in that lasts: its tokens are kept as hashes only';
COMMENT ON COLUMN user_sessions.token_hash IS 'Hash of the session''s token';
COMMENT ON COLUMN user_sessions.refresh_token_hash IS 'Hash of the token that prolongs the session';
COMMENT ON COLUMN user_sessions.expires_at IS 'When the session stops working';
COMMENT ON COLUMN user_sessions.refresh_expires_at IS 'Until when it can be prolonged; after that it is removed';
COMMENT ON COLUMN user_sessions.is_active IS 'False once the session was ended before its time';
COMMENT ON COLUMN user_sessions.last_used_at IS 'When the session was last changed; set by a trigger, never backwards';
COMMENT ON COLUMN user_sessions.auth_provider IS 'How the sign-in was made: email, google, linkedin or github';
COMMENT ON COLUMN user_sessions.token_expires_at IS 'When the token stops working and is to be rotated; NULL for one that lasts as long as the session';
COMMENT ON COLUMN user_sessions.previous_token_hash IS 'Hash of the token before the last rotation, which requests under way may still bear';
COMMENT ON COLUMN user_sessions.previous_refresh_token_hash IS 'Hash of the refresh token before the last rotation: its late use ends the session';
COMMENT ON COLUMN user_sessions.rotated_at IS 'When the tokens were last rotated';
COMMENT ON COLUMN user_sessions.second_factor_at IS 'When the second factor was given; NULL while it was not';
COMMENT ON COLUMN user_sessions.ended_at IS 'When the session was ended before its time';
COMMENT ON COLUMN user_sessions.end_reason IS 'Why it was ended, as a word';
COMMENT ON CONSTRAINT user_sessions_ended_for_a_reason ON user_sessions IS 'A session that was ended has a reason, and no other has one';
COMMENT ON CONSTRAINT user_sessions_ended_does_not_work ON user_sessions IS 'A session that was ended works no more';
COMMENT ON CONSTRAINT user_sessions_refresh_outlasts_token ON user_sessions IS 'A session can be prolonged at least as long as it works';
COMMENT ON INDEX user_sessions_active_idx IS 'Finds a user''s sessions that still work';
COMMENT ON INDEX user_sessions_user_id_idx IS 'Finds all sessions of a user';
COMMENT ON TABLE login_attempts IS 'Every attempt to sign in, kept for 30 days to lock accounts that are being guessed at';
COMMENT ON COLUMN login_attempts.email IS 'Address that was tried, in lower case; it need not belong to an account';
COMMENT ON COLUMN login_attempts.attempted_at IS 'When it was tried';
COMMENT ON COLUMN login_attempts.success IS 'Whether the sign-in worked';
COMMENT ON COLUMN login_attempts.failure_reason IS 'Why it did not; NULL when it did';
COMMENT ON CONSTRAINT login_attempts_email_is_lower_case ON login_attempts IS 'An address is kept in lower case, so that attempts at it are counted together';
COMMENT ON CONSTRAINT login_attempts_failed_for_a_reason ON login_attempts IS 'A failed attempt has a reason and a successful one none';
COMMENT ON INDEX login_attempts_email_attempted_at_idx IS 'Counts the recent attempts at an address';
COMMENT ON INDEX login_attempts_attempted_at_idx IS 'Finds the attempts that are old enough to remove';
COMMENT ON COLUMN login_attempts.network IS 'Place that the attempt counts for: the address itself in IPv4, its /64 in IPv6';
COMMENT ON INDEX login_attempts_network_attempted_at_idx IS 'Counts the recent attempts from one place';
COMMENT ON TABLE password_reset_attempts IS 'Every request for a new password, kept for 7 days to slow down abuse';
COMMENT ON COLUMN password_reset_attempts.email IS 'Address that the link was asked for, in lower case; it need not belong to an account';
COMMENT ON COLUMN password_reset_attempts.attempted_at IS 'When it was asked for';
COMMENT ON COLUMN password_reset_attempts.success IS 'Whether a new password was set in the end';
COMMENT ON CONSTRAINT password_reset_attempts_email_is_lower_case ON password_reset_attempts IS 'An address is kept in lower case, so that requests for it are counted together';
COMMENT ON INDEX password_reset_attempts_attempted_at_idx IS 'Finds the requests that are old enough to remove';
COMMENT ON TABLE email_verification_tokens IS 'A link that proves an address: of a new account, or the new one of an old account';
COMMENT ON COLUMN email_verification_tokens.email IS 'The address that the link was sent to, and that it proves';
COMMENT ON COLUMN email_verification_tokens.token_hash IS 'SHA-256 of the token in the link';
COMMENT ON COLUMN email_verification_tokens.expires_at IS 'When the link stops working';
COMMENT ON COLUMN email_verification_tokens.used_at IS 'When it was used; it works once';
COMMENT ON CONSTRAINT email_verification_tokens_email_is_lower_case ON email_verification_tokens IS 'An address is kept in lower case, as accounts keep theirs';
COMMENT ON INDEX email_verification_tokens_user_id_idx IS 'Finds the links of an account';
COMMENT ON TABLE password_reset_tokens IS 'A link with which a new password is set';
COMMENT ON COLUMN password_reset_tokens.token_hash IS 'SHA-256 of the token in the link';
COMMENT ON COLUMN password_reset_tokens.expires_at IS 'When the link stops working';
COMMENT ON COLUMN password_reset_tokens.used_at IS 'When it was used; it works once';
COMMENT ON INDEX password_reset_tokens_user_id_idx IS 'Finds the links of an account';
COMMENT ON TABLE oauth_accounts IS 'An account at another provider with which a user signs in';
COMMENT ON COLUMN oauth_accounts.provider IS 'google, linkedin or github';
COMMENT ON COLUMN oauth_accounts.provider_account_id IS 'The provider''s key of that account';
COMMENT ON COLUMN oauth_accounts.email IS 'The address that the provider had verified when the accounts were linked';
COMMENT ON COLUMN oauth_accounts.last_used_at IS 'When somebody last signed in with it';
COMMENT ON CONSTRAINT oauth_accounts_email_is_lower_case ON oauth_accounts IS 'An address is kept in lower case, as accounts keep theirs';
COMMENT ON TABLE second_factors IS 'The authenticator that a user''s sign-in asks a code of, once it has been confirmed';
COMMENT ON COLUMN second_factors.secret_encrypted IS 'The shared secret, encrypted by the application';
COMMENT ON COLUMN second_factors.confirmed_at IS 'When its first code was given; until then no sign-in asks for one';
COMMENT ON COLUMN second_factors.last_used_step IS 'The newest 30-second step of which a code was taken; no code of it or an earlier one is taken again';
COMMENT ON TABLE second_factor_recovery_codes IS 'A code that stands in once for a lost authenticator';
COMMENT ON COLUMN second_factor_recovery_codes.code_hash IS 'Keyed SHA-256 of the code';
COMMENT ON COLUMN second_factor_recovery_codes.used_at IS 'When it was used; it works once';
COMMENT ON TABLE rate_limits IS 'How often something was tried lately, counted for all instances together';
COMMENT ON COLUMN rate_limits.key IS 'What is counted and of whom';
COMMENT ON COLUMN rate_limits.points IS 'How often it was tried in the window';
COMMENT ON COLUMN rate_limits.expire IS 'When the window ends, in milliseconds since 1970';
COMMENT ON INDEX admin_audit_log_entry_number_idx IS 'Lists what administrators did, newest first';
COMMENT ON INDEX admin_audit_log_admin_user_id_idx IS 'Lists what an administrator did, newest first';
COMMENT ON INDEX admin_audit_log_target_user_id_idx IS 'Lists what was done to a user, newest first';
COMMENT ON TABLE admin_audit_log IS 'What administrators did; append-only';
COMMENT ON COLUMN admin_audit_log.entry_number IS 'Its place in the chain, from 1 without a gap; set by a trigger';
COMMENT ON COLUMN admin_audit_log.admin_user_id IS 'The administrator';
COMMENT ON COLUMN admin_audit_log.action IS 'What was done';
COMMENT ON COLUMN admin_audit_log.resource_type IS 'Kind of thing it was done to';
COMMENT ON COLUMN admin_audit_log.resource_id IS 'Key of that thing, as text';
COMMENT ON COLUMN admin_audit_log.target_user_id IS 'User whom it affects, if any';
COMMENT ON COLUMN admin_audit_log.details IS 'What else describes the action';
COMMENT ON COLUMN admin_audit_log.previous_hash IS 'entry_hash of the entry before it; zeros for the first';
COMMENT ON COLUMN admin_audit_log.entry_hash IS 'SHA-256 of all that the entry says, its number and previous_hash; set by a trigger';
COMMENT ON TABLE audit_chain_head IS 'The newest entry of the audit log, so that a missing end shows';
COMMENT ON COLUMN audit_chain_head.only_row IS 'True: the table has one row';
COMMENT ON COLUMN audit_chain_head.entry_number IS 'Number of the newest entry; 0 before the first';
COMMENT ON COLUMN audit_chain_head.entry_hash IS 'Hash of the newest entry';
COMMENT ON CONSTRAINT audit_chain_head_is_one_row ON audit_chain_head IS 'The table has one row';
COMMENT ON INDEX phone_numbers_assigned_to_user_id_idx IS 'Lists the numbers of a tenant';

-- object: zz_comments/calls.sql sha256:a34796f6abaaf7702975f411da064d7edee7d8c4b8ab1108490845bc14a46747
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
COMMENT ON INDEX calls_user_id_started_at_idx IS 'Lists a tenant''s calls, newest first: the documented (user_id, created_at), on started_at, by which every page asks';
COMMENT ON INDEX lead_analytics_overridden_by_idx IS 'Finds the leads that a user overruled, when the user goes';
COMMENT ON INDEX agent_call_outcomes_edited_by_idx IS 'Finds the outcomes that a user edited, when the user goes';
COMMENT ON INDEX calls_user_id_status_started_at_idx IS 'Lists a tenant''s calls of one status, newest first: the documented (user_id, status, created_at), on started_at; completed ones have an index of their own';
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
COMMENT ON INDEX lead_analytics_notable_idx IS 'Lists a tenant''s notifications, the newest calls first';
COMMENT ON INDEX lead_analytics_unread_idx IS 'Counts and lists what is not read, the newest calls first';
COMMENT ON INDEX lead_analytics_demo_idx IS 'Lists notifications of demos';
COMMENT ON INDEX lead_analytics_lead_status_tag_idx IS 'Lists a tenant''s hot, warm or cold leads, newest first';
COMMENT ON INDEX lead_analytics_qualified_idx IS 'Lists a tenant''s qualified leads, newest first';
COMMENT ON INDEX lead_analytics_cta_pricing_idx IS 'Lists a tenant''s leads that asked for prices, newest first';
COMMENT ON INDEX lead_analytics_cta_demo_idx IS 'Lists a tenant''s leads that asked for a demo, newest first';
COMMENT ON INDEX lead_analytics_cta_followup_idx IS 'Lists a tenant''s leads that asked for a follow-up, newest first';
COMMENT ON INDEX lead_analytics_cta_sample_idx IS 'Lists a tenant''s leads that asked for a sample, newest first';
COMMENT ON INDEX lead_analytics_cta_human_idx IS 'Lists a tenant''s leads that asked for a person, and the notifications of them, newest first';
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
COMMENT ON INDEX agent_call_outcomes_rated_idx IS 'Reads the means of an agent''s calls of a period';
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

-- object: zz_comments/contact_imports.sql sha256:9855d01e6b4b087c47c33d4b39e08fe0472d9597a020a13985d4106484347123
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
COMMENT ON COLUMN contact_imports.encoding IS 'How the file''s letters are written: utf-8, utf-16le, utf-16be, windows-1252, windows-1250, windows-1251 or shift_jis';
COMMENT ON COLUMN contact_imports.separator IS 'What stands between two cells';
COMMENT ON COLUMN contact_imports.has_header IS 'Whether the first row names the columns';
COMMENT ON COLUMN contact_imports.columns IS 'The file''s columns in their order: header, cells of the fullest rows, and how many cells are numbers, addresses or words';
COMMENT ON COLUMN contact_imports.header_digest IS 'Digest of the headers: a file with the same ones is mapped as the last was';
COMMENT ON COLUMN contact_imports.mapping IS 'Which column (from 0) is the name, number, address, company and notes; of several numbers or addresses the first that is filled counts';
COMMENT ON COLUMN contact_imports.known_contacts IS 'What happens with contacts that are there already: skip, fill or overwrite';
COMMENT ON COLUMN contact_imports.country IS 'Country by which this file''s numbers are read';
COMMENT ON COLUMN contact_imports.row_count IS 'Rows of the file without its header and without empty lines';
COMMENT ON COLUMN contact_imports.rows_done IS 'Rows that the step under way has done, in their order';
COMMENT ON COLUMN contact_imports.created_count IS 'Rows that became a contact; of a checked import, that would';
COMMENT ON COLUMN contact_imports.numberless_count IS 'Those of the created that have no number';
COMMENT ON COLUMN contact_imports.left_out_count IS 'Those of the created and updated of which a field that cannot be used was left out';
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
COMMENT ON COLUMN contact_import_rows.phone_extension IS 'What is dialled behind the number, in the file';
COMMENT ON COLUMN contact_import_rows.left_out IS 'Fields that cannot be used: field, fault, and what stands in the file';
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
COMMENT ON CONSTRAINT contact_imports_numberless_are_created ON contact_imports IS 'Contacts without a number are some of those that were created';
COMMENT ON CONSTRAINT contact_imports_left_out_are_written ON contact_imports IS 'Rows without one of their fields are some of those that were written';
COMMENT ON CONSTRAINT contact_import_rows_left_out_is_a_list ON contact_import_rows IS 'What is left out is named, or there is nothing';
COMMENT ON INDEX contact_import_rows_left_out_idx IS 'Lists rows of which a field was left out';
COMMENT ON INDEX contact_import_rows_kept_idx IS 'Lists what undoing left alone';
COMMENT ON TABLE deleted_contacts IS 'Contacts that were deleted and can come back for 7 days';
COMMENT ON COLUMN deleted_contacts.id IS 'The id that the contact had, and has again';
COMMENT ON COLUMN deleted_contacts.deletion_id IS 'What was deleted together comes back together';
COMMENT ON COLUMN deleted_contacts.contact IS 'The contact''s row';
COMMENT ON COLUMN deleted_contacts.call_ids IS 'The calls that were its own';
COMMENT ON COLUMN deleted_contacts.deleted_at IS 'When it was deleted';
COMMENT ON INDEX deleted_contacts_user_id_deletion_id_idx IS 'Finds what was deleted together';
COMMENT ON INDEX deleted_contacts_deleted_at_idx IS 'Finds what is over for good';

-- object: zz_comments/contacts.sql sha256:95f42cc836d63cd4f61c3c2e8d4cafad03757f458417e8703819aff29995268a
-- Whom a tenant calls, from which numbers, and who became a customer.
COMMENT ON TABLE contacts IS 'A person or business that a tenant calls or was called by';
COMMENT ON COLUMN contacts.name IS 'Name of the contact';
COMMENT ON COLUMN contacts.phone_number IS 'Number in E.164, unique within the tenant';
COMMENT ON CONSTRAINT contacts_phone_extension_is_digits ON contacts IS 'An extension is one to eight digits';
COMMENT ON COLUMN contacts.phone_extension IS 'Digits that are dialled when the number has answered';
COMMENT ON COLUMN contacts.email IS 'Address of the contact';
COMMENT ON COLUMN contacts.company IS 'Company of the contact';
COMMENT ON COLUMN contacts.notes IS 'The tenant''s notes';
COMMENT ON COLUMN contacts.has_calls IS 'Whether a call points at the contact; set by a trigger';
COMMENT ON COLUMN contacts.is_customer IS 'Whether a customer points at the contact; set by a trigger';
COMMENT ON COLUMN contacts.auto_created_from_call_id IS 'The call from which the contact was made, if it was';
COMMENT ON COLUMN contacts.is_auto_created IS 'Whether it was made from a call';
COMMENT ON COLUMN contacts.auto_creation_source IS 'webhook: made from a call; manual or NULL: entered by a person';
COMMENT ON COLUMN contacts.import_id IS 'The import that made it, if one did';
COMMENT ON COLUMN contacts.source IS 'Where it came from: import, call, or manual; computed';
COMMENT ON COLUMN contacts.name_key IS 'What contacts are sorted by: the name, else the company, the address or, behind all others, the number; without accents and case; computed';
COMMENT ON COLUMN contacts.search IS 'The words by which it is found, each behind the end of its tenant''s id; computed';
COMMENT ON CONSTRAINT contacts_email_is_lower ON contacts IS 'An address is kept in lower case, so that equal ones are equal';
COMMENT ON INDEX contacts_called_name_key_idx IS 'Lists a tenant''s contacts with calls by name';
COMMENT ON INDEX contacts_called_created_at_idx IS 'Lists a tenant''s contacts with calls, newest first';
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
COMMENT ON INDEX follow_ups_created_by_idx IS 'Finds the follow-ups that a user wrote, when the user goes';
COMMENT ON INDEX follow_ups_completed_by_idx IS 'Finds the follow-ups that a user completed, when the user goes';

-- object: zz_comments/functions.sql sha256:19c180393a6d2b293a6f78ae9c48a0247e16c92ffef1e054897f87b324777ffe
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
COMMENT ON FUNCTION trg_leads_daily_analytics() IS 'An agent''s day counts the leads of its counted calls and their calls to action, by new minus old';
COMMENT ON FUNCTION trg_outcomes_daily_analytics() IS 'An agent''s day counts its answered calls, by new minus old';
COMMENT ON FUNCTION trg_calls_segment_analytics() IS 'A segment counts its completed and failed calls, by new minus old';
COMMENT ON FUNCTION trg_leads_segment_analytics() IS 'A segment counts its leads and what their calls asked for, by new minus old';
COMMENT ON FUNCTION trg_outcomes_segment_analytics() IS 'A segment counts how its calls ended, by new minus old';
COMMENT ON FUNCTION trg_leads_daily_scores() IS 'An agent''s day adds up the scores of its leads, by new minus old';
COMMENT ON FUNCTION trg_analytics_cta_totals() IS 'total_cta_interactions is the sum of the five counters; cta_conversion_rate is calls with any of them per 100 calls';
COMMENT ON FUNCTION trg_user_daily_rollup() IS 'A tenant''s day is the sum of its agents'' days, moved by new minus old';
COMMENT ON FUNCTION app_user_id() IS 'The tenant that the transaction names in app.user_id; NULL when it names none';
COMMENT ON FUNCTION readiness() IS 'The newest migration that is in place, and how many job processes are connected';
COMMENT ON FUNCTION seconds_since_jobs_worked() IS 'How long ago the queue last answered a process that takes jobs';
COMMENT ON FUNCTION inbox_state() IS 'How many events are pending, waiting and quarantined, and the age of the oldest pending one';
COMMENT ON FUNCTION queue_state() IS 'How many jobs of each task are due, at work, planned or given up, and the age of the oldest';
COMMENT ON FUNCTION trg_users_move_days() IS 'A tenant''s days follow its zone: calls move to their day in the new one, and rollups with them';
COMMENT ON FUNCTION trg_calls_lock_children() IS 'A call that goes or moves locks its lead and outcome before any trigger holds the rollups';
COMMENT ON FUNCTION trg_users_hold_zone() IS 'A zone changes after every call that is being written with the old one';
COMMENT ON FUNCTION trg_take_call_facts() IS 'A lead or an outcome takes from its call what the writer leaves out of what it repeats of it';
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
COMMENT ON FUNCTION following_period(text,date) IS 'First day of the period that is compared with the one a date lies in: of a day the same weekday of the week after, else the period after';
COMMENT ON FUNCTION is_compared(text,date,date) IS 'Whether a date counts in the comparison of the period after its own, of which the days up to another date are over';
COMMENT ON FUNCTION rebuild_agent_performance_trends(uuid,date,date) IS 'Counts agents'' days anew and makes the trends of the periods that these days touch, and of those that follow; returns how many there are';
COMMENT ON FUNCTION trg_call_searches() IS 'A call whose person, number, lead or transcript changes waits for its words to be made anew';
COMMENT ON FUNCTION batch_calculate_call_analytics(date,uuid) IS 'Counts the rollups and trends of one day anew for every active tenant; returns how many tenants that were';

-- object: zz_comments/leads.sql sha256:f27a638472b7fda53b2ba29973858a7b99c0ef6e859f4512818dc48a25103499
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
COMMENT ON INDEX leads_cta_pricing_idx IS 'Lists a tenant''s leads that asked for prices, the latest called first';
COMMENT ON INDEX leads_cta_demo_idx IS 'Lists a tenant''s leads that asked for a demo, the latest called first';
COMMENT ON INDEX leads_cta_followup_idx IS 'Lists a tenant''s leads that asked for a follow-up, the latest called first';
COMMENT ON INDEX leads_cta_sample_idx IS 'Lists a tenant''s leads that asked for a sample, the latest called first';
COMMENT ON INDEX leads_cta_human_idx IS 'Lists a tenant''s leads that asked for a person, the latest called first';
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
COMMENT ON INDEX customer_events_created_by_idx IS 'Finds what a user changed of customers, when the user goes';

-- object: zz_comments/ledger.sql sha256:bff428a22a6cfede68a4093900393ce4ae878b1ff7bdf9e6c253e4ba659c0602
-- Credits: every movement, once.
COMMENT ON TABLE credit_transactions IS 'The ledger of credits; append-only, and users.credits is its newest balance';
COMMENT ON COLUMN credit_transactions.entry_number IS 'Position among the tenant''s entries, from 1 without gaps; set by a trigger';
COMMENT ON COLUMN credit_transactions.type IS 'purchase, usage, bonus, admin_adjustment or refund';
COMMENT ON COLUMN credit_transactions.amount IS 'Credits moved; negative when they are spent';
COMMENT ON COLUMN credit_transactions.balance_after IS 'The tenant''s credits after this entry; set by a trigger';
COMMENT ON COLUMN credit_transactions.description IS 'What the entry is, for its reader';
COMMENT ON COLUMN credit_transactions.stripe_payment_id IS 'Payment at Stripe, of a purchase or its refund';
COMMENT ON COLUMN credit_transactions.call_id IS 'The call that is charged; NULL once that call is deleted';
COMMENT ON COLUMN credit_transactions.conversation_id IS 'The charged call''s conversation, which outlives the call';
COMMENT ON COLUMN credit_transactions.is_correction IS 'Whether a usage entry corrects an earlier charge';
COMMENT ON COLUMN credit_transactions.quantity_seconds IS 'Length of the charged call in seconds';
COMMENT ON COLUMN credit_transactions.quantity_minutes IS 'Started minutes that are charged';
COMMENT ON COLUMN credit_transactions.unit_credits IS 'Credits for each of these minutes';
COMMENT ON COLUMN credit_transactions.occurred_at IS 'When what the entry records happened';
COMMENT ON COLUMN credit_transactions.created_by IS 'Administrator who made a manual entry';
COMMENT ON CONSTRAINT credit_transactions_adjustment_names_its_admin ON credit_transactions IS 'An adjustment says which administrator made it';
COMMENT ON CONSTRAINT credit_transactions_amount_has_the_sign_of_its_type ON credit_transactions IS 'Usage takes credits; purchase and bonus give them';
COMMENT ON CONSTRAINT credit_transactions_amount_moves_credits ON credit_transactions IS 'No entry moves nothing';
COMMENT ON CONSTRAINT credit_transactions_charge_is_minutes_times_rate ON credit_transactions IS 'The charge of a call is its minutes times the rate';
COMMENT ON INDEX credit_transactions_one_charge_per_call IS 'A call is charged once; corrections come on top';
COMMENT ON INDEX credit_transactions_one_charge_per_conversation IS 'A conversation is charged once, even when its call was deleted';
COMMENT ON INDEX credit_transactions_one_purchase_per_payment IS 'A payment buys credits once; its refund names it again';
COMMENT ON INDEX credit_transactions_conversation_id_idx IS 'Finds the entries of a conversation';
COMMENT ON INDEX credit_transactions_call_id_idx IS 'Finds the entries of a call';
COMMENT ON INDEX credit_transactions_created_by_idx IS 'Finds the entries that an administrator made, when that user goes';

-- object: zz_comments/rollups.sql sha256:db4cfb6c9f79a617e6748cf5b9143680b41036201fb92410994ab573475edad3
-- Figures that are kept by differences as calls arrive.
COMMENT ON TABLE agent_analytics IS 'An agent''s figures of a day, moved by triggers as its calls, leads and outcomes change';
COMMENT ON COLUMN agent_analytics.hour IS 'Always NULL: an agent''s figures are kept by day';
COMMENT ON TABLE user_analytics IS 'A tenant''s figures of a day (hour is NULL) and of each hour of it';
COMMENT ON COLUMN user_analytics.hour IS 'Hour of the day in the tenant''s zone, 0 to 23; NULL in the row of the whole day';
COMMENT ON CONSTRAINT agent_analytics_hour_is_of_a_day ON agent_analytics IS 'An hour is 0 to 23';
COMMENT ON CONSTRAINT user_analytics_hour_is_of_a_day ON user_analytics IS 'An hour is 0 to 23';
COMMENT ON TABLE user_daily_analytics IS 'A tenant''s figures of a day, the sum of its agents'' days';
COMMENT ON INDEX agent_analytics_agent_id_date_hour_idx IS 'Reads the days of an agent';
COMMENT ON INDEX agent_analytics_user_id_date_idx IS 'Reads the agents'' days of a tenant';
COMMENT ON TABLE call_segment_analytics IS 'A tenant''s figures of a day by agent, source and direction, moved by triggers as calls, leads and outcomes change';
COMMENT ON COLUMN call_segment_analytics.lead_type IS 'inbound or outbound, as the calls are';
COMMENT ON COLUMN call_segment_analytics.completed_outcomes IS 'Calls that were answered and came to their end';
COMMENT ON COLUMN call_segment_analytics.no_answer_outcomes IS 'Calls that nobody answered';
COMMENT ON COLUMN call_segment_analytics.busy_outcomes IS 'Calls that met a busy line';
COMMENT ON COLUMN call_segment_analytics.failed_outcomes IS 'Calls whose outcome is failed';
COMMENT ON COLUMN call_segment_analytics.voicemail_outcomes IS 'Calls that reached a voicemail';
COMMENT ON COLUMN call_segment_analytics.disconnected_outcomes IS 'Calls that were answered and broke off';
COMMENT ON COLUMN call_segment_analytics.qualified_cta_calls IS 'Calls with at least one call to action whose lead is qualified';
COMMENT ON INDEX call_segment_analytics_agent_id_date_idx IS 'Reads the segments of an agent';
COMMENT ON TABLE call_analytics_cache IS 'A tenant''s figures of each day, week and month, ready to be shown';
COMMENT ON COLUMN call_analytics_cache.total_call_duration IS 'Length of the completed and failed calls in seconds';
COMMENT ON COLUMN call_analytics_cache.average_call_duration IS 'Seconds for each call';
COMMENT ON COLUMN call_analytics_cache.pricing_clicks IS 'Calls in which prices were asked for';
COMMENT ON COLUMN call_analytics_cache.demo_requests IS 'Calls in which a demo was asked for';
COMMENT ON COLUMN call_analytics_cache.followup_requests IS 'Calls in which a follow-up was asked for';
COMMENT ON COLUMN call_analytics_cache.sample_requests IS 'Calls in which a sample was asked for';
COMMENT ON COLUMN call_analytics_cache.human_escalations IS 'Calls in which a person was asked for';
COMMENT ON CONSTRAINT call_analytics_cache_date_begins_its_period ON call_analytics_cache IS 'A period is named by its first day';
COMMENT ON TABLE dashboard_cache IS 'What was computed from a tenant''s figures and is shared until they change';
COMMENT ON COLUMN dashboard_cache.cache_key IS 'What was computed';
COMMENT ON COLUMN dashboard_cache.cache_data IS 'The result, as JSON';
COMMENT ON COLUMN dashboard_cache.expires_at IS 'When it is no longer used even if nothing changed';
COMMENT ON INDEX dashboard_cache_expires_at_idx IS 'Finds what has expired';
COMMENT ON TABLE agent_performance_trends IS 'An agent''s figures of a period against those of the one before, a day against the same weekday a week before; while a period runs, its days that are over against as many';
COMMENT ON COLUMN agent_performance_trends.performance_rank IS 'Place among the tenant''s agents in the period, 1 is best: by qualified leads, then leads, then successful calls';
COMMENT ON CONSTRAINT agent_performance_trends_is_one_period ON agent_performance_trends IS 'First and last day are those of one period of the type';
COMMENT ON CONSTRAINT agent_performance_trends_rank_counts_from_one ON agent_performance_trends IS 'The best rank is 1';
COMMENT ON INDEX agent_performance_trends_user_id_period_idx IS 'Reads a tenant''s trends of a period';
COMMENT ON TABLE agent_targets IS 'What a tenant wants an agent to reach in a period, and what it has reached';
COMMENT ON COLUMN agent_targets.target_date IS 'First day of the period';
COMMENT ON COLUMN agent_targets.target_type IS 'daily, weekly, monthly or quarterly';
COMMENT ON COLUMN agent_targets.period_end IS 'Last day of the period';
COMMENT ON COLUMN agent_targets.target_calls IS 'Calls to reach; NULL without such a target';
COMMENT ON COLUMN agent_targets.target_success_rate IS 'Success rate to reach, in percent; NULL without such a target';
COMMENT ON COLUMN agent_targets.target_leads IS 'Leads to reach; NULL without such a target';
COMMENT ON COLUMN agent_targets.target_conversion_rate IS 'Conversion rate to reach, in percent; NULL without such a target';
COMMENT ON COLUMN agent_targets.actual_calls IS 'Calls of the period so far; kept by triggers';
COMMENT ON COLUMN agent_targets.actual_successful_calls IS 'Successful calls of the period so far; kept by triggers';
COMMENT ON COLUMN agent_targets.actual_leads IS 'Leads of the period so far; kept by triggers';
COMMENT ON COLUMN agent_targets.actual_success_rate IS 'Successful calls of 100 so far';
COMMENT ON COLUMN agent_targets.actual_conversion_rate IS 'Leads of 100 calls so far';
COMMENT ON COLUMN agent_targets.achievement_percentage IS 'Mean share of the targets set that has been reached, in percent; none counts for more than 100';
COMMENT ON CONSTRAINT agent_targets_calls_is_positive ON agent_targets IS 'A target of calls is at least 1';
COMMENT ON CONSTRAINT agent_targets_conversion_rate_is_percent ON agent_targets IS 'A target rate is above 0 and at most 100';
COMMENT ON CONSTRAINT agent_targets_success_rate_is_percent ON agent_targets IS 'A target rate is above 0 and at most 100';
COMMENT ON CONSTRAINT agent_targets_date_begins_its_period ON agent_targets IS 'A period is named by its first day';
COMMENT ON CONSTRAINT agent_targets_leads_is_positive ON agent_targets IS 'A target of leads is at least 1';
COMMENT ON INDEX agent_targets_user_id_target_date_idx IS 'Lists a tenant''s targets by day';
COMMENT ON VIEW call_contributions IS 'What each call adds to the rollups; rebuilding sums it up';

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

-- object: zz_comments/1_shared_columns.sql sha256:1ed8d803365b553d4c76b4a2d98db3548b8a0392487e74660ac8da31d72d59c4
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
    ('is_counted', 'Whether its call is counted, because it is completed or failed; what rates divide comes from counted calls alone'),
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
    ('pricing_clicks', 'Calls in which prices were asked for'),
    ('demo_requests', 'Calls in which a demo was asked for'),
    ('followup_requests', 'Calls in which a follow-up was asked for'),
    ('sample_requests', 'Calls in which a sample was asked for'),
    ('human_escalations', 'Calls in which a human was asked for'),
    ('agents_summary', 'Each agent''s figures of the 30 days and of all time, the best first, as a JSON array'),
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
    WHERE c.relname NOT IN ('job_runs', 'job_schedule', 'job_processes', 'job_totals', 'audit_findings', 'kpi_refresh_state')
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
