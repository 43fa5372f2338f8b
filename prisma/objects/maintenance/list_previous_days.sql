-- A day can be counted once it is over where its tenant lives: by each active tenant's own zone, every day that had not ended yet at
-- a moment and has now, yesterday in any case. Without a moment they are the past 30 days.
DROP FUNCTION IF EXISTS list_previous_days();
CREATE OR REPLACE FUNCTION list_previous_days(since timestamptz DEFAULT NULL) RETURNS TABLE (
  tenant uuid, first_day date, last_day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT u.id, least((coalesce(since, now() - interval '30 days') AT TIME ZONE u.timezone)::date, here.today - 1), here.today - 1
  FROM users u CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE u.timezone)::date AS today) here
  WHERE u.is_active ORDER BY u.id
$$;
COMMENT ON FUNCTION list_previous_days(timestamptz) IS
  'Every active tenant with the days that have ended in its zone since a moment, and yesterday in any case';
