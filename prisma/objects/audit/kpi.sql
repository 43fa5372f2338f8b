-- While user_kpi_summary is not stale, each row of it is what its definition makes of the rollups now.
-- depends on: kpi/user_kpi_summary.sql
-- depends on: kpi/is_kpi_summary_stale.sql
CREATE OR REPLACE FUNCTION find_kpi_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF is_kpi_summary_stale() THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE format(
    'WITH made AS (
       SELECT m.user_id, to_jsonb(m) - ''refreshed_at'' AS figures FROM (%s) m WHERE $1 IS NULL OR m.user_id = $1
     ), kept AS (
       SELECT k.user_id, to_jsonb(k) - ''refreshed_at'' AS figures FROM user_kpi_summary k WHERE $1 IS NULL OR k.user_id = $1
     )
     SELECT ''kpi_summary_is_not_its_rollups'', user_id, ''user_kpi_summary'', user_id::text, CASE
       WHEN k.figures IS NULL THEN ''is missing'' WHEN m.figures IS NULL THEN ''is there without a user''
       ELSE (SELECT string_agg(format(''%%s is %%s, should be %%s'', f.key, coalesce(k.figures ->> f.key, ''none''),
           coalesce(f.value #>> ''{}'', ''none'')), ''; '' ORDER BY f.key)
         FROM jsonb_each(m.figures) f WHERE k.figures -> f.key IS DISTINCT FROM f.value) END
     FROM kept k FULL JOIN made m USING (user_id) WHERE k.figures IS DISTINCT FROM m.figures',
    rtrim(pg_get_viewdef('user_kpi_summary'::regclass), ';'))
  USING tenant;
END $$;
COMMENT ON FUNCTION find_kpi_differences(uuid) IS
  'Rows of user_kpi_summary that are not what its definition makes of the rollups, unless it is stale; of one tenant, or of all';
