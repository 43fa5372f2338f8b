-- A materialised view cannot be replaced; what hangs on it is made again below.
DROP MATERIALIZED VIEW user_kpi_summary CASCADE;

-- object: reports/user_stats.sql sha256:78fbc3e7601c1bab0fc74f82daa8103b592c3240a9911bcdbec7d6fc8bda466d
-- Each user's agents, calls by source, leads and credits of all time, added up from rollups; a tenant sees its own row.
CREATE OR REPLACE VIEW user_stats WITH (security_invoker = true) AS
SELECT u.id AS user_id, u.email, u.name, u.role, u.is_active, u.created_at, u.credits,
  (SELECT count(*)::integer FROM agents g WHERE g.user_id = u.id) AS agent_count,
  (SELECT count(*)::integer FROM agents g WHERE g.user_id = u.id AND g.is_active) AS active_agent_count,
  coalesce(a.total_calls, 0) AS total_calls,
  coalesce(a.successful_calls, 0) AS successful_calls,
  coalesce(a.failed_calls, 0) AS failed_calls,
  round(100.0 * a.successful_calls / nullif(a.total_calls, 0), 2) AS success_rate,
  coalesce(a.phone_calls, 0) AS phone_calls,
  coalesce(a.internet_calls, 0) AS internet_calls,
  coalesce(a.total_calls - a.phone_calls - a.internet_calls, 0) AS unknown_calls,
  coalesce(a.total_duration_minutes, 0) AS total_duration_minutes,
  coalesce(a.leads_generated, 0) AS leads_generated,
  coalesce(a.qualified_leads, 0) AS qualified_leads,
  coalesce(a.credits_used, 0) AS credits_used,
  a.last_call_date
FROM users u
LEFT JOIN LATERAL (
  SELECT sum(total_calls)::integer AS total_calls, sum(successful_calls)::integer AS successful_calls,
    sum(failed_calls)::integer AS failed_calls, sum(phone_calls)::integer AS phone_calls,
    sum(internet_calls)::integer AS internet_calls, sum(total_duration_minutes)::integer AS total_duration_minutes,
    sum(leads_generated)::integer AS leads_generated, sum(qualified_leads)::integer AS qualified_leads,
    sum(credits_used)::integer AS credits_used, max(date) FILTER (WHERE total_calls > 0) AS last_call_date
  FROM user_daily_analytics d WHERE d.user_id = u.id
) a ON true;
COMMENT ON VIEW user_stats IS 'Agents, calls by source, leads and credits of each user, of all time';

-- object: kpi/user_kpi_summary.sql sha256:3b551763afc789904a6e4bdfe5b2b345bd2f4c66b3cc5f32d80d30663df6e75a
-- Each user's figures of the past 30 and 7 days and of all time, added up from rollups, never from calls. A window ends with
-- today in the user's zone. The best agent has at least 10 calls in the 30 days and the highest share of calls that became
-- leads; of equals the one with more leads, then more calls, then the older one.
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
), agents_30d AS (
  SELECT a.user_id, a.agent_id, sum(a.total_calls)::integer AS calls, sum(a.leads_generated)::integer AS leads
  FROM agent_analytics a JOIN today t ON t.user_id = a.user_id
  WHERE a.hour IS NULL AND a.date > t.today - 30 AND a.date <= t.today
  GROUP BY a.user_id, a.agent_id
), best AS (
  SELECT DISTINCT ON (user_id) user_id, agent_id, calls, round(100.0 * leads / calls, 2) AS conversion_rate
  FROM agents_30d WHERE calls >= 10
  ORDER BY user_id, leads::numeric / calls DESC, leads DESC, calls DESC, agent_id
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
  now() AS refreshed_at
FROM periods p
LEFT JOIN best b ON b.user_id = p.user_id
LEFT JOIN agent_counts c ON c.user_id = p.user_id;

CREATE UNIQUE INDEX IF NOT EXISTS user_kpi_summary_user_id_key ON user_kpi_summary (user_id);
COMMENT ON MATERIALIZED VIEW user_kpi_summary IS
  'Each user''s figures of the past 30 and 7 days and of all time, as of refreshed_at; the best agent has at least 10 calls in the 30 days and the highest conversion rate';

-- A materialised view carries no policies: tenants see their own row of it here, and filters of theirs run only on that row.
CREATE OR REPLACE VIEW my_kpi_summary WITH (security_barrier = true) AS
SELECT * FROM user_kpi_summary WHERE user_id = (SELECT app_user_id());
COMMENT ON VIEW my_kpi_summary IS 'The row of user_kpi_summary of the tenant named in app.user_id';

-- object: security/2_grants.sql sha256:1e82bebed61a8252e3f887b5679b8d471ab862a70d930f46312484dee18c1481
-- Each role has just what its work needs; nobody but the owner alters a table or reads what this page does not name.
-- depends on: targets/rebuild_agent_targets.sql
-- depends on: targets/rebuild_agent_performance_trends.sql
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
GRANT INSERT, UPDATE (lead_phone, lead_email, lead_name, follow_up_date, remark, is_completed, follow_up_status, completed_at, completed_by)
  ON follow_ups TO app_tenant;
GRANT INSERT, UPDATE (name, email, phone, company, status, conversion_date, original_lead_source, assigned_sales_rep,
  last_interaction_date, notes) ON customers TO app_tenant;
GRANT INSERT (id, agent_id, user_id, target_date, target_type, target_calls, target_success_rate, target_leads, target_conversion_rate),
  UPDATE (target_calls, target_success_rate, target_leads, target_conversion_rate) ON agent_targets TO app_tenant;
GRANT INSERT, UPDATE, DELETE ON dashboard_cache TO app_tenant;

-- Ingestion: the inbox, and what a conversation becomes. UPDATE on one column of users is what a row lock asks for.
GRANT SELECT, INSERT, UPDATE ON webhook_events, calls, contacts, transcripts, lead_analytics, agent_call_outcomes TO app_ingest;
GRANT DELETE ON lead_analytics TO app_ingest;
GRANT SELECT, INSERT ON credit_transactions TO app_ingest;
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
  audit_data_isolation(uuid), list_previous_days(), uuid_v7() TO app_job;
GRANT SELECT, INSERT, UPDATE ON job_runs, job_schedule, audit_findings TO app_job;
GRANT EXECUTE ON FUNCTION rebuild_agent_analytics(uuid, date, date), rebuild_user_analytics(uuid, date, date),
  rebuild_user_daily_analytics(uuid, date, date), rebuild_call_analytics_cache(uuid, date, date),
  rebuild_agent_targets(uuid, date, date), rebuild_agent_performance_trends(uuid, date, date),
  batch_calculate_call_analytics(date) TO app_job;

-- Administrators: settings, and what says whether the database is in order.
GRANT SELECT, UPDATE (config_value, updated_by) ON system_config TO app_admin;
GRANT SELECT ON job_runs, job_schedule, audit_findings, kpi_refresh_state, trigger_error_log TO app_admin;
GRANT EXECUTE ON FUNCTION get_cache_trigger_health(), test_cache_invalidation(text, uuid), validate_user_data_consistency(uuid),
  audit_data_isolation(uuid) TO app_admin;

-- Reports: a tenant sees its own rows, by the policies of what they read or by the view's own condition.
GRANT SELECT ON user_stats, agent_performance_summary, call_source_analytics, recent_call_analytics, my_kpi_summary TO app_tenant;

-- object: zz_comments/1_shared_columns.sql sha256:3fd1f39a421f9680140a73047161058888fc77450c3d3e139f8d8a77c1e70b76
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

-- object: zz_comments/accounts.sql sha256:af5375b64fa3b77412043956261d9bdd7f06ec315de02da19eb8981e87512914
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
COMMENT ON TABLE password_reset_attempts IS 'Every request for a new password, kept for 7 days to slow down abuse';
COMMENT ON COLUMN password_reset_attempts.email IS 'Address that the link was asked for, in lower case; it need not belong to an account';
COMMENT ON COLUMN password_reset_attempts.attempted_at IS 'When it was asked for';
COMMENT ON COLUMN password_reset_attempts.success IS 'Whether a new password was set in the end';
COMMENT ON CONSTRAINT password_reset_attempts_email_is_lower_case ON password_reset_attempts IS 'An address is kept in lower case, so that requests for it are counted together';
COMMENT ON INDEX password_reset_attempts_attempted_at_idx IS 'Finds the requests that are old enough to remove';
COMMENT ON TABLE admin_audit_log IS 'What administrators did; append-only';
COMMENT ON COLUMN admin_audit_log.admin_user_id IS 'The administrator';
COMMENT ON COLUMN admin_audit_log.action IS 'What was done';
COMMENT ON COLUMN admin_audit_log.resource_type IS 'Kind of thing it was done to';
COMMENT ON COLUMN admin_audit_log.resource_id IS 'Key of that thing, as text';
COMMENT ON COLUMN admin_audit_log.target_user_id IS 'User whom it affects, if any';
COMMENT ON COLUMN admin_audit_log.details IS 'What else describes the action';

-- object: zz_comments/calls.sql sha256:51fd9323747a84243d187ea6e454f13eef2e83079bacade2f45883b49ef74ed0
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
COMMENT ON INDEX calls_contact_id_idx IS 'Lists a contact''s calls';
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
COMMENT ON COLUMN lead_analytics.total_score IS 'Overall score, 0 to 100: the provider''s, or the weighted mean of the others';
COMMENT ON COLUMN lead_analytics.lead_status_tag IS 'hot, warm or cold';
COMMENT ON COLUMN lead_analytics.is_qualified IS 'Whether the lead counts as qualified';
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

-- object: zz_comments/contacts.sql sha256:91394ca15e584b94c1069c7b638c0b8ae9e1da063323a770fa1b18ff35f1e06c
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
COMMENT ON COLUMN contacts.auto_creation_source IS 'webhook or manual: how it was made without being entered; NULL when it was entered';
COMMENT ON CONSTRAINT contacts_can_be_reached ON contacts IS 'A contact has at least a number, an address or a name';
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
COMMENT ON COLUMN follow_ups.lead_phone IS 'Number of the lead in E.164; a follow-up has this or an address';
COMMENT ON COLUMN follow_ups.lead_email IS 'Address of the lead';
COMMENT ON COLUMN follow_ups.lead_name IS 'Name of the lead';
COMMENT ON COLUMN follow_ups.follow_up_date IS 'Day on which it is due, in the tenant''s zone';
COMMENT ON COLUMN follow_ups.remark IS 'What the tenant noted';
COMMENT ON COLUMN follow_ups.is_completed IS 'Whether it is done; agrees with follow_up_status';
COMMENT ON COLUMN follow_ups.follow_up_status IS 'pending, completed or cancelled';
COMMENT ON COLUMN follow_ups.created_by IS 'User who wrote it';
COMMENT ON COLUMN follow_ups.completed_at IS 'When it was done; NULL until then';
COMMENT ON COLUMN follow_ups.completed_by IS 'User who did it';
COMMENT ON CONSTRAINT follow_ups_completed_by_only_when_completed ON follow_ups IS 'Only what is done was done by somebody';
COMMENT ON CONSTRAINT follow_ups_completed_has_its_moment ON follow_ups IS 'What is done has its moment, and nothing else has one';
COMMENT ON CONSTRAINT follow_ups_is_completed_follows_status ON follow_ups IS 'is_completed is true for the status completed alone';
COMMENT ON CONSTRAINT follow_ups_lead_can_be_identified ON follow_ups IS 'A lead is named by number or address';
COMMENT ON INDEX follow_ups_user_id_follow_up_date_idx IS 'Lists a tenant''s follow-ups by day';
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
COMMENT ON INDEX customers_user_id_conversion_date_idx IS 'Lists a tenant''s customers, newest first';
COMMENT ON TABLE customer_reference_counters IS 'The last customer number that was given in each year';
COMMENT ON COLUMN customer_reference_counters.year IS 'Year of conversion';
COMMENT ON COLUMN customer_reference_counters.last_number IS 'Last number given; the first is 1';
COMMENT ON CONSTRAINT customer_reference_counters_last_number_counts ON customer_reference_counters IS 'Numbers begin with 1';
COMMENT ON CONSTRAINT customer_reference_counters_year_has_four_digits ON customer_reference_counters IS 'A year has four digits, as the reference has';

-- object: zz_comments/functions.sql sha256:76ddc251bc998faf36a1ad14b5d52a52ce8cb927920b75f51261edc2ded45e5f
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
COMMENT ON FUNCTION trg_leads_daily_scores() IS 'An agent''s day adds up the scores of its leads, by new minus old';
COMMENT ON FUNCTION trg_analytics_cta_totals() IS 'total_cta_interactions is the sum of the five counters; cta_conversion_rate is calls with any of them per 100 calls';
COMMENT ON FUNCTION trg_user_daily_rollup() IS 'A tenant''s day is the sum of its agents'' days, moved by new minus old';
COMMENT ON FUNCTION app_user_id() IS 'The tenant that the transaction names in app.user_id; NULL when it names none';
COMMENT ON FUNCTION readiness() IS 'The newest migration that is in place, and how many job processes are connected';
COMMENT ON FUNCTION trg_users_move_days() IS 'A tenant''s days follow its zone: calls move to their day in the new one, and rollups with them';
COMMENT ON FUNCTION trg_calls_lock_children() IS 'A call that goes or moves locks its lead and outcome before any trigger holds the rollups';
COMMENT ON FUNCTION trg_users_hold_zone() IS 'A zone changes after every call that is being written with the old one';
COMMENT ON FUNCTION trg_set_call_started_at() IS 'A lead or an outcome takes the beginning of its call from the call';
COMMENT ON FUNCTION trg_generate_customer_reference() IS 'Gives a customer the next reference CUST-YYYY-NNNN of the year of conversion';
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
COMMENT ON FUNCTION rebuild_agent_performance_trends(uuid,date,date) IS 'Makes the trends of a tenant''s agents in periods from these days on anew; returns how many rows there are';
COMMENT ON FUNCTION batch_calculate_call_analytics(date) IS 'Counts the rollups and trends of one day anew for every active tenant; returns how many tenants that were';

-- object: zz_comments/ledger.sql sha256:39371d5339f14b517426423be6782d0928176f940c5e03d1a9f788a37d772146
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
COMMENT ON CONSTRAINT credit_transactions_amount_has_the_sign_of_its_type ON credit_transactions IS 'Usage takes credits; purchase and bonus give them';
COMMENT ON CONSTRAINT credit_transactions_amount_moves_credits ON credit_transactions IS 'No entry moves nothing';
COMMENT ON CONSTRAINT credit_transactions_charge_is_minutes_times_rate ON credit_transactions IS 'The charge of a call is its minutes times the rate';
COMMENT ON INDEX credit_transactions_one_charge_per_call IS 'A call is charged once; corrections come on top';
COMMENT ON INDEX credit_transactions_one_charge_per_conversation IS 'A conversation is charged once, even when its call was deleted';
COMMENT ON INDEX credit_transactions_conversation_id_idx IS 'Finds the entries of a conversation';
COMMENT ON INDEX credit_transactions_call_id_idx IS 'Finds the entries of a call';

-- object: zz_comments/rollups.sql sha256:33bdebe02b34232aa64812116217658950866974da341e91dcd876cb16ce6ef5
-- Figures that are kept by differences as calls arrive.
COMMENT ON TABLE agent_analytics IS 'An agent''s figures of a day, moved by triggers as its calls, leads and outcomes change';
COMMENT ON COLUMN agent_analytics.hour IS 'Always NULL: an agent''s figures are kept by day';
COMMENT ON TABLE user_analytics IS 'A tenant''s figures of a day (hour is NULL) and of each hour of it';
COMMENT ON COLUMN user_analytics.hour IS 'Hour of the day in the tenant''s zone, 0 to 23; NULL in the row of the whole day';
COMMENT ON CONSTRAINT user_analytics_hour_is_of_a_day ON user_analytics IS 'An hour is 0 to 23';
COMMENT ON TABLE user_daily_analytics IS 'A tenant''s figures of a day, the sum of its agents'' days';
COMMENT ON INDEX agent_analytics_agent_id_date_hour_idx IS 'Reads the days of an agent';
COMMENT ON INDEX agent_analytics_user_id_date_idx IS 'Reads the agents'' days of a tenant';
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
COMMENT ON TABLE agent_performance_trends IS 'An agent''s figures of a period against those of the one before';
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
COMMENT ON CONSTRAINT agent_targets_has_a_target ON agent_targets IS 'At least one target is set';
COMMENT ON CONSTRAINT agent_targets_leads_is_positive ON agent_targets IS 'A target of leads is at least 1';
COMMENT ON INDEX agent_targets_user_id_target_date_idx IS 'Lists a tenant''s targets by day';
COMMENT ON VIEW call_contributions IS 'What each call adds to the rollups; rebuilding sums it up';
COMMENT ON INDEX user_kpi_summary_user_id_key IS 'One row a user; lets the summary be refreshed while it is read';

-- object: zz_comments/system.sql sha256:eb646bb96526c5479a3d0b2d5857e544ece25fb3861a35eecc3f1f994ac0837f
-- Inbox, settings, scheduled work and what went wrong.
COMMENT ON TABLE webhook_events IS 'The inbox: every signed event of a provider, stored before it is processed';
COMMENT ON COLUMN webhook_events.provider IS 'elevenlabs or stripe';
COMMENT ON COLUMN webhook_events.status IS 'pending, waiting (for its call), processed, unsupported or quarantined';
COMMENT ON COLUMN webhook_events.body IS 'The event as it was received; NULL when it lies in the file storage';
COMMENT ON COLUMN webhook_events.body_storage_key IS 'Where a large event lies in the file storage';
COMMENT ON COLUMN webhook_events.audio_storage_key IS 'Where the audio of the event lies in the file storage';
COMMENT ON COLUMN webhook_events.body_bytes IS 'Size of the event in bytes';
COMMENT ON COLUMN webhook_events.body_sha256 IS 'SHA-256 of the event, by which a second delivery is recognised';
COMMENT ON COLUMN webhook_events.signed_at IS 'Moment in the provider''s signature';
COMMENT ON COLUMN webhook_events.event_type IS 'Kind of event, in the provider''s words';
COMMENT ON COLUMN webhook_events.event_at IS 'When it happened, as the provider says';
COMMENT ON COLUMN webhook_events.conversation_id IS 'The provider''s conversation, when the event names one';
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
COMMENT ON CONSTRAINT webhook_events_set_aside_with_a_reason ON webhook_events IS 'What is quarantined has a reason';
COMMENT ON INDEX webhook_events_pending_idx IS 'Takes the oldest events that wait to be processed';
COMMENT ON INDEX webhook_events_waiting_idx IS 'Finds the events that wait for something of their conversation';
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

-- object: zz_comments/z_derived.sql sha256:8fdde8d25cedfdb0ba9bb9b1d7c88d8795a7f63cc0d728d1ce78be505e2a07a5
-- Keys, closed sets, triggers, policies and stand-ins say what the catalogue knows about them. A function's sentence is also
-- that of its triggers, so this file comes after those of functions. A policy that is made anew needs this file applied again.
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
