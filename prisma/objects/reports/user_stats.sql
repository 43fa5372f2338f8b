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
COMMENT ON COLUMN user_stats.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN user_stats.email IS 'Address of the user';
COMMENT ON COLUMN user_stats.name IS 'Name shown';
COMMENT ON COLUMN user_stats.role IS 'Role of the user';
COMMENT ON COLUMN user_stats.is_active IS 'Whether it is in use';
COMMENT ON COLUMN user_stats.created_at IS 'When the row was made';
COMMENT ON COLUMN user_stats.credits IS 'Credits left';
COMMENT ON COLUMN user_stats.agent_count IS 'Agents of the user';
COMMENT ON COLUMN user_stats.active_agent_count IS 'Agents of the user that are in use';
COMMENT ON COLUMN user_stats.total_calls IS 'Completed and failed calls';
COMMENT ON COLUMN user_stats.successful_calls IS 'Completed calls';
COMMENT ON COLUMN user_stats.failed_calls IS 'Failed calls';
COMMENT ON COLUMN user_stats.success_rate IS 'Successes of 100';
COMMENT ON COLUMN user_stats.phone_calls IS 'Completed and failed calls by phone';
COMMENT ON COLUMN user_stats.internet_calls IS 'Completed and failed calls over the internet';
COMMENT ON COLUMN user_stats.unknown_calls IS 'Completed and failed calls of unknown source';
COMMENT ON COLUMN user_stats.total_duration_minutes IS 'Started minutes of the calls';
COMMENT ON COLUMN user_stats.leads_generated IS 'Calls that brought a lead';
COMMENT ON COLUMN user_stats.qualified_leads IS 'Leads that are qualified';
COMMENT ON COLUMN user_stats.credits_used IS 'Credits that the calls cost';
COMMENT ON COLUMN user_stats.last_call_date IS 'Day of the newest call in the tenant''s zone';
