-- Counts every active tenant's rollups and trends of one day anew, and says how many tenants that were. Tenants are taken in the
-- order in which their rollups are held everywhere, and writers wait for the whole: the nightly task names one tenant a transaction.
DROP FUNCTION IF EXISTS batch_calculate_call_analytics(date);
CREATE OR REPLACE FUNCTION batch_calculate_call_analytics(day date, only_tenant uuid DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  tenant uuid;
  tenants integer := 0;
BEGIN
  FOR tenant IN SELECT id FROM users WHERE is_active AND (only_tenant IS NULL OR id = only_tenant) ORDER BY hashtext(id::text) LOOP
    PERFORM rebuild_user_analytics(tenant, day, day);
    PERFORM rebuild_user_daily_analytics(tenant, day, day);
    PERFORM rebuild_call_analytics_cache(tenant, day, day);
    PERFORM rebuild_call_segment_analytics(tenant, day, day);
    PERFORM rebuild_agent_targets(tenant, day, day);
    PERFORM rebuild_agent_performance_trends(tenant, day, day);
    PERFORM rebuild_leads(tenant, day, day);
    PERFORM rebuild_call_searches(tenant, day, day);
    tenants := tenants + 1;
  END LOOP;
  RETURN tenants;
END $$;
COMMENT ON FUNCTION batch_calculate_call_analytics(date,uuid) IS 'Counts the rollups and trends of one day anew for every active tenant; returns how many tenants that were';
