-- Each agent's figures of today, this month and all time, where today is the day in its tenant's zone; a tenant sees its own.
CREATE OR REPLACE VIEW agent_performance_summary WITH (security_invoker = true) AS
SELECT g.id AS agent_id, g.user_id, g.name, g.agent_type, g.is_active,
  coalesce(a.today_calls, 0) AS today_calls,
  coalesce(a.today_successful_calls, 0) AS today_successful_calls,
  coalesce(a.today_leads, 0) AS today_leads,
  coalesce(a.today_credits_used, 0) AS today_credits_used,
  coalesce(a.month_calls, 0) AS month_calls,
  coalesce(a.month_successful_calls, 0) AS month_successful_calls,
  coalesce(a.month_leads, 0) AS month_leads,
  coalesce(a.month_credits_used, 0) AS month_credits_used,
  round(100.0 * a.month_successful_calls / nullif(a.month_calls, 0), 2) AS month_success_rate,
  round(100.0 * a.month_leads / nullif(a.month_calls, 0), 2) AS month_conversion_rate,
  coalesce(a.calls, 0) AS lifetime_calls,
  coalesce(a.successful_calls, 0) AS lifetime_successful_calls,
  coalesce(a.duration_minutes, 0) AS lifetime_duration_minutes,
  coalesce(a.leads, 0) AS lifetime_leads,
  coalesce(a.qualified_leads, 0) AS lifetime_qualified_leads,
  coalesce(a.credits_used, 0) AS lifetime_credits_used,
  round(100.0 * a.successful_calls / nullif(a.calls, 0), 2) AS lifetime_success_rate,
  round(100.0 * a.leads / nullif(a.calls, 0), 2) AS lifetime_conversion_rate,
  a.last_call_date
FROM agents g
JOIN LATERAL (
  SELECT (now() AT TIME ZONE u.timezone)::date AS today FROM users u WHERE u.id = g.user_id
) t ON true
LEFT JOIN LATERAL (
  SELECT sum(total_calls)::integer AS calls, sum(successful_calls)::integer AS successful_calls,
    sum(total_duration_minutes)::integer AS duration_minutes, sum(leads_generated)::integer AS leads,
    sum(qualified_leads)::integer AS qualified_leads, sum(credits_used)::integer AS credits_used,
    sum(total_calls) FILTER (WHERE date = t.today)::integer AS today_calls,
    sum(successful_calls) FILTER (WHERE date = t.today)::integer AS today_successful_calls,
    sum(leads_generated) FILTER (WHERE date = t.today)::integer AS today_leads,
    sum(credits_used) FILTER (WHERE date = t.today)::integer AS today_credits_used,
    sum(total_calls) FILTER (WHERE date > t.today - extract(day FROM t.today)::integer AND date <= t.today)::integer AS month_calls,
    sum(successful_calls) FILTER (WHERE date > t.today - extract(day FROM t.today)::integer AND date <= t.today)::integer
      AS month_successful_calls,
    sum(leads_generated) FILTER (WHERE date > t.today - extract(day FROM t.today)::integer AND date <= t.today)::integer AS month_leads,
    sum(credits_used) FILTER (WHERE date > t.today - extract(day FROM t.today)::integer AND date <= t.today)::integer
      AS month_credits_used,
    max(date) FILTER (WHERE total_calls > 0) AS last_call_date
  FROM agent_analytics d WHERE d.agent_id = g.id AND d.user_id = g.user_id AND d.hour IS NULL
) a ON true;
COMMENT ON VIEW agent_performance_summary IS
  'Calls, leads and credits of each agent today and this month in its tenant''s zone, and of all time';
COMMENT ON COLUMN agent_performance_summary.agent_id IS 'The agent it is about';
COMMENT ON COLUMN agent_performance_summary.user_id IS 'The tenant whose row it is';
COMMENT ON COLUMN agent_performance_summary.name IS 'Name shown';
COMMENT ON COLUMN agent_performance_summary.agent_type IS 'call or chat';
COMMENT ON COLUMN agent_performance_summary.is_active IS 'Whether it is in use';
COMMENT ON COLUMN agent_performance_summary.today_calls IS 'Completed and failed calls of today in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.today_successful_calls IS 'Completed calls of today in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.today_leads IS 'Leads of today in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.today_credits_used IS 'Credits that calls cost of today in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.month_calls IS 'Completed and failed calls of this month in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.month_successful_calls IS 'Completed calls of this month in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.month_leads IS 'Leads of this month in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.month_credits_used IS 'Credits that calls cost of this month in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.month_success_rate IS 'Completed calls of 100 of this month in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.month_conversion_rate IS 'Leads of 100 calls of this month in the tenant''s zone';
COMMENT ON COLUMN agent_performance_summary.lifetime_calls IS 'Completed and failed calls of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_successful_calls IS 'Completed calls of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_duration_minutes IS 'Started minutes of calls of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_leads IS 'Leads of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_qualified_leads IS 'Qualified leads of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_credits_used IS 'Credits that calls cost of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_success_rate IS 'Completed calls of 100 of all time';
COMMENT ON COLUMN agent_performance_summary.lifetime_conversion_rate IS 'Leads of 100 calls of all time';
COMMENT ON COLUMN agent_performance_summary.last_call_date IS 'Day of the newest call in the tenant''s zone';
