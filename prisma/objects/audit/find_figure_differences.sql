-- Whatever is kept of a tenant's calls and can be rebuilt by day is compared with them, and each difference names the day.
-- depends on: audit/rollups.sql
-- depends on: audit/segments.sql
-- depends on: audit/cta_totals.sql
-- depends on: audit/targets.sql
-- depends on: audit/trends.sql
-- depends on: audit/leads.sql
-- depends on: audit/searches.sql
CREATE OR REPLACE FUNCTION find_figure_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT * FROM find_rollup_differences(tenant)
  UNION ALL
  SELECT * FROM find_segment_differences(tenant)
  UNION ALL
  SELECT * FROM find_cta_differences(tenant)
  UNION ALL
  SELECT * FROM find_target_differences(tenant)
  UNION ALL
  SELECT * FROM find_trend_differences(tenant)
  UNION ALL
  SELECT * FROM find_lead_differences(tenant)
  UNION ALL
  SELECT * FROM find_search_differences(tenant)
$$;
COMMENT ON FUNCTION find_figure_differences(uuid) IS
  'Rollups, caches, targets, trends, leads and words for search that are not what their calls make, each with the day to rebuild; of one tenant, or of all';

-- A few ranges instead of many days, so that a long gap is rebuilt in few steps and no step holds the rollups for long.
CREATE OR REPLACE FUNCTION list_days_to_repair(tenant uuid) RETURNS TABLE (first_day date, last_day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT min(day), max(day) FROM find_figure_differences(tenant) GROUP BY date_trunc('month', day::timestamp) ORDER BY 1
$$;
COMMENT ON FUNCTION list_days_to_repair(uuid) IS 'The days whose figures differ from a tenant''s calls, as one range a month';
