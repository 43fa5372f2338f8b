-- What a target has reached is what its agent's calls and leads of the period add up to, and its achievement the mean, over the
-- targets that are set, of the share that was reached of each.
CREATE OR REPLACE FUNCTION find_target_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH targets AS MATERIALIZED (
    SELECT t.*, u.timezone, t.target_date::timestamp + CASE t.target_type WHEN 'daily' THEN interval '1 day'
      WHEN 'weekly' THEN interval '7 days' WHEN 'monthly' THEN interval '1 month' ELSE interval '3 months' END AS ends_before
    FROM agent_targets t JOIN users u ON u.id = t.user_id WHERE tenant IS NULL OR t.user_id = tenant
  ), days AS MATERIALIZED (
    SELECT c.agent_id, (c.started_at AT TIME ZONE u.timezone)::date AS date,
      count(*) FILTER (WHERE c.status IN ('completed', 'failed')) AS calls,
      count(*) FILTER (WHERE c.status = 'completed') AS successful_calls, count(l.id) AS leads
    FROM calls c JOIN users u ON u.id = c.user_id LEFT JOIN lead_analytics l ON l.call_id = c.id AND c.status IN ('completed', 'failed')
    WHERE (tenant IS NULL OR c.user_id = tenant) AND c.agent_id IN (SELECT t.agent_id FROM targets t)
    GROUP BY 1, 2
  ), reached AS (
    SELECT t.id, coalesce(sum(d.calls), 0) AS calls, coalesce(sum(d.successful_calls), 0) AS successful_calls, coalesce(sum(d.leads), 0) AS leads
    FROM targets t LEFT JOIN days d ON d.agent_id = t.agent_id AND d.date >= t.target_date AND d.date < t.ends_before
    GROUP BY t.id
  ), achieved AS (
    SELECT r.*, (
      SELECT round(100 * avg(least(coalesce(part.actual / part.target, 0), 1)), 2)
      FROM (VALUES (r.calls, t.target_calls::numeric), (r.leads, t.target_leads),
        (100 * r.successful_calls / nullif(r.calls, 0), t.target_success_rate),
        (100 * r.leads / nullif(r.calls, 0), t.target_conversion_rate)) part (actual, target)
      WHERE part.target IS NOT NULL) AS percentage
    FROM reached r JOIN targets t ON t.id = r.id
  )
  SELECT 'target_is_not_its_calls', t.user_id, 'agent_targets', t.id::text,
    format('%s calls, %s successful, %s leads, %s %%; should be %s, %s, %s, %s %%', t.actual_calls, t.actual_successful_calls, t.actual_leads,
      t.achievement_percentage, a.calls, a.successful_calls, a.leads, a.percentage), t.target_date
  FROM targets t JOIN achieved a ON a.id = t.id
  WHERE (t.actual_calls, t.actual_successful_calls, t.actual_leads) <> (a.calls, a.successful_calls, a.leads)
    -- The column rounds each share once more on its way.
    OR abs(t.achievement_percentage - a.percentage) > 0.01 OR (t.achievement_percentage IS NULL) <> (a.percentage IS NULL)
$$;
COMMENT ON FUNCTION find_target_differences(uuid) IS
  'Targets whose figures are not what the calls and leads of their period add up to, with the day to rebuild; of one tenant, or of all';
