-- Whether each table's triggers are in force, as the catalogue has it, and what they failed at in the past 24 hours.
CREATE OR REPLACE FUNCTION get_cache_trigger_health() RETURNS TABLE (
  table_name text, active_triggers integer, active_cache_triggers integer, disabled_triggers text[],
  recent_errors integer, last_error_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH triggers AS (
    SELECT c.relname::text AS table_name, t.tgname::text AS name, t.tgenabled IN ('O', 'A') AS is_active
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
  ), health AS (
    SELECT t.table_name,
      count(*) FILTER (WHERE t.is_active) AS active,
      count(*) FILTER (WHERE t.is_active AND t.name LIKE 'cache\_invalidation\_%') AS active_cache,
      array_agg(t.name ORDER BY t.name) FILTER (WHERE NOT t.is_active) AS disabled
    FROM triggers t GROUP BY t.table_name
  ), errors AS (
    SELECT l.table_name::text, count(*) AS recent, max(l.occurred_at) AS last_at
    FROM trigger_error_log l WHERE l.occurred_at > now() - interval '24 hours' GROUP BY l.table_name
  )
  SELECT coalesce(h.table_name, e.table_name), coalesce(h.active, 0)::integer, coalesce(h.active_cache, 0)::integer,
    coalesce(h.disabled, '{}'), coalesce(e.recent, 0)::integer, e.last_at
  FROM health h FULL JOIN errors e ON e.table_name = h.table_name
  ORDER BY 1
$$;
COMMENT ON FUNCTION get_cache_trigger_health() IS
  'For each table: triggers in force, those of them that announce changes, disabled ones by name, and errors of the past 24 hours';

-- Announces what a change of the tenant's rows in this table would announce, so that every instance can be seen to evict.
CREATE OR REPLACE FUNCTION test_cache_invalidation(table_name text, user_id uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF user_id IS NULL OR NOT EXISTS (
    SELECT FROM pg_trigger t
    WHERE t.tgrelid = to_regclass(format('public.%I', test_cache_invalidation.table_name))
      AND t.tgname LIKE 'cache\_invalidation\_%' AND t.tgenabled IN ('O', 'A')
  ) THEN
    RAISE EXCEPTION 'No trigger announces changes of % for a tenant.', table_name USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN announce_change(table_name, user_id);
END $$;
COMMENT ON FUNCTION test_cache_invalidation(text, uuid) IS
  'Sends the announcement of a change of this table for this tenant, and returns it; an error when no trigger in force would';
