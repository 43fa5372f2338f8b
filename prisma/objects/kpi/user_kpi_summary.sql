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
