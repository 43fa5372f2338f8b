-- What was shared in dashboard_cache is dropped, and every instance and open dashboard hears of it, when rebuilding changed a table
-- whose own writers tell nobody.
CREATE OR REPLACE FUNCTION announce_rebuilt(tenant uuid, table_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  DELETE FROM dashboard_cache WHERE user_id = tenant;
  PERFORM announce_change(table_name, tenant);
END $$;
COMMENT ON FUNCTION announce_rebuilt(uuid, text) IS
  'Drops what was cached of a tenant''s figures, and announces on cache_invalidation that rebuilding changed this table';
