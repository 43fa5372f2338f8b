-- Every row of agent_analytics, user_analytics (days and hours), user_daily_analytics and call_analytics_cache is what its calls,
-- leads and outcomes add up to; a row of zeros equals a missing one.
-- depends on: audit/reckon_figures.sql
DROP FUNCTION IF EXISTS find_rollup_differences(uuid);
CREATE FUNCTION find_rollup_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH reckoned AS MATERIALIZED (
    SELECT * FROM reckon_figures(tenant)
  ), figure_names AS MATERIALIZED (
    SELECT name, CASE name
        WHEN 'total_duration_seconds' THEN 'total_call_duration' WHEN 'cta_pricing_clicks' THEN 'pricing_clicks'
        WHEN 'cta_demo_clicks' THEN 'demo_requests' WHEN 'cta_followup_clicks' THEN 'followup_requests'
        WHEN 'cta_sample_clicks' THEN 'sample_requests' WHEN 'cta_human_escalations' THEN 'human_escalations'
        ELSE name END AS cached_name,
      name !~ '_score_|^cta_calls$|^total_duration_minutes$' AS is_cached
    FROM reckoned, jsonb_object_keys(figures) name WHERE period = 'all'
  ), columns AS (
    SELECT t.table_name, n.name
    FROM figure_names n CROSS JOIN (VALUES ('agent_analytics'), ('user_analytics'), ('user_daily_analytics')) t (table_name)
    UNION ALL
    SELECT 'call_analytics_cache', n.cached_name FROM figure_names n WHERE n.is_cached
  ), expected AS (
    SELECT t.table_name, r.user_id, r.date AS day, concat_ws(' ', r.agent_id, r.date, lpad(r.hour::text, 2, '0') || ':00') AS row_id, r.figures
    FROM reckoned r JOIN (VALUES ('agent', 'agent_analytics'), ('daily', 'user_analytics'), ('hour', 'user_analytics'),
      ('daily', 'user_daily_analytics')) t (period, table_name) ON t.period = r.period
    UNION ALL
    SELECT 'call_analytics_cache', r.user_id, r.date, concat_ws(' ', r.period, r.date), (
      SELECT jsonb_object_agg(n.cached_name, r.figures -> n.name) FROM figure_names n WHERE n.is_cached)
    FROM reckoned r WHERE r.period IN ('daily', 'weekly', 'monthly')
  ), kept AS (
    SELECT 'agent_analytics' AS table_name, a.user_id, a.date AS day, concat_ws(' ', a.agent_id, a.date, a.hour) AS row_id, to_jsonb(a) AS figures
    FROM agent_analytics a WHERE tenant IS NULL OR a.user_id = tenant
    UNION ALL
    SELECT 'user_analytics', h.user_id, h.date, concat_ws(' ', h.date, lpad(h.hour::text, 2, '0') || ':00'), to_jsonb(h)
    FROM user_analytics h WHERE tenant IS NULL OR h.user_id = tenant
    UNION ALL
    SELECT 'user_daily_analytics', d.user_id, d.date, d.date::text, to_jsonb(d)
    FROM user_daily_analytics d WHERE tenant IS NULL OR d.user_id = tenant
    UNION ALL
    SELECT 'call_analytics_cache', p.user_id, p.date_period, concat_ws(' ', p.period_type, p.date_period), to_jsonb(p)
    FROM call_analytics_cache p WHERE tenant IS NULL OR p.user_id = tenant
  ), pairs AS (
    SELECT table_name, user_id, row_id, coalesce(k.day, e.day) AS day, k.figures AS kept, e.figures AS expected
    FROM kept k FULL JOIN expected e USING (table_name, user_id, row_id)
    WHERE k.figures @> e.figures IS NOT TRUE
  )
  SELECT 'rollup_is_not_its_calls', p.user_id, p.table_name, p.row_id, string_agg(
      format('%s is %s, should be %s', c.name, coalesce(p.kept ->> c.name, '0'), coalesce(p.expected ->> c.name, '0')),
      '; ' ORDER BY c.name), p.day
  FROM pairs p JOIN columns c ON c.table_name = p.table_name
  WHERE coalesce(p.kept ->> c.name, '0')::numeric <> coalesce(p.expected ->> c.name, '0')::numeric
  GROUP BY p.user_id, p.table_name, p.row_id, p.day
$$;
COMMENT ON FUNCTION find_rollup_differences(uuid) IS
  'Rows of the rollups and of the cache that are not what their calls, leads and outcomes add up to, with the day to rebuild; of one tenant, or of all';
