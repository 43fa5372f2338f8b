-- A day can be counted once it is over where its tenant lives: yesterday, by each active tenant's own zone.
CREATE OR REPLACE FUNCTION list_previous_days() RETURNS TABLE (tenant uuid, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT u.id, (now() AT TIME ZONE u.timezone)::date - 1 FROM users u WHERE u.is_active ORDER BY u.id
$$;
COMMENT ON FUNCTION list_previous_days() IS 'Every active tenant with the day that ended last in its zone';
