-- total_cta_interactions is the sum of the row's five counters, and cta_conversion_rate its calls with any of them per 100 calls.
CREATE OR REPLACE FUNCTION find_cta_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH kept AS (
    SELECT 'agent_analytics' AS table_name, a.user_id, concat_ws(' ', a.agent_id, a.date) AS row_id, a.date, a.total_calls, a.cta_calls,
      ARRAY[a.cta_pricing_clicks, a.cta_demo_clicks, a.cta_followup_clicks, a.cta_sample_clicks, a.cta_human_escalations] AS counters,
      a.total_cta_interactions AS total, a.cta_conversion_rate AS rate
    FROM agent_analytics a WHERE tenant IS NULL OR a.user_id = tenant
    UNION ALL
    SELECT 'user_analytics', h.user_id, concat_ws(' ', h.date, lpad(h.hour::text, 2, '0') || ':00'), h.date, h.total_calls, h.cta_calls,
      ARRAY[h.cta_pricing_clicks, h.cta_demo_clicks, h.cta_followup_clicks, h.cta_sample_clicks, h.cta_human_escalations],
      h.total_cta_interactions, h.cta_conversion_rate
    FROM user_analytics h WHERE tenant IS NULL OR h.user_id = tenant
    UNION ALL
    SELECT 'user_daily_analytics', d.user_id, d.date::text, d.date, d.total_calls, d.cta_calls,
      ARRAY[d.cta_pricing_clicks, d.cta_demo_clicks, d.cta_followup_clicks, d.cta_sample_clicks, d.cta_human_escalations],
      d.total_cta_interactions, d.cta_conversion_rate
    FROM user_daily_analytics d WHERE tenant IS NULL OR d.user_id = tenant
  ), made AS (
    SELECT k.*, (SELECT sum(counter) FROM unnest(k.counters) counter) AS made_total,
      CASE WHEN k.total_calls <> 0 THEN round(k.cta_calls::numeric / k.total_calls * 100, 2) END AS made_rate
    FROM kept k
  )
  SELECT 'cta_totals_are_not_their_counters', m.user_id, m.table_name, m.row_id,
    format('%s interactions at %s %%, should be %s at %s %%', m.total, coalesce(m.rate::text, 'no'), m.made_total, coalesce(m.made_rate::text, 'no')),
    m.date
  FROM made m WHERE (m.total, m.rate) IS DISTINCT FROM (m.made_total, m.made_rate)
$$;
COMMENT ON FUNCTION find_cta_differences(uuid) IS
  'Rollups whose interactions or conversion rate do not follow from their own counters, with the day to rebuild; of one tenant, or of all';
