-- The trends of every day that waits in stale_trends are made anew, days that follow each other together.
CREATE OR REPLACE FUNCTION refresh_stale_trends(tenant uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  days record;
  made integer := 0;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  FOR days IN
    SELECT min(day) AS first, max(day) AS last
    FROM (SELECT day, day - (row_number() OVER (ORDER BY day))::integer AS island FROM stale_trends WHERE tenant_id = tenant) numbered
    GROUP BY island ORDER BY 1
  LOOP
    made := made + refresh_agent_performance_trends(tenant, days.first, days.last);
  END LOOP;
  RETURN made;
END $$;
COMMENT ON FUNCTION refresh_stale_trends(uuid) IS
  'Makes the trends of a tenant''s days that wait in stale_trends anew; returns how many trends that were';

CREATE OR REPLACE FUNCTION list_tenants_with_stale_trends() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT DISTINCT tenant_id FROM stale_trends ORDER BY 1 $$;
COMMENT ON FUNCTION list_tenants_with_stale_trends() IS 'Tenants of whose days some wait for their trends to be made anew';
