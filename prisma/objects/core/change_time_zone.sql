-- A zone is left by a statement of scheduled work, which may take minutes: a page's statement ends after seconds, and moving the days
-- of hundreds of thousands of calls takes longer. A page asks, and the newest wish of a tenant is the one that is met.
-- Ingestion tries the first lock before any row of the tenant, and holds the tenant's events back when it does not get it.
CREATE OR REPLACE FUNCTION change_time_zone(tenant uuid, zone text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('change of zone'), hashtext(tenant::text));
  UPDATE users SET timezone = zone WHERE id = tenant AND timezone <> zone;
  RETURN FOUND;
END $$;
COMMENT ON FUNCTION change_time_zone(uuid, text) IS
  'Gives a tenant another time zone, with which its calls and rollups move; false when it has that zone already';

CREATE OR REPLACE FUNCTION request_time_zone(zone text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF app_user_id() IS NULL OR NOT is_time_zone(zone) THEN
    RAISE EXCEPTION 'A tenant asks for a time zone that exists.' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM graphile_worker.add_job(
    'change-time-zone', json_build_object('userId', app_user_id(), 'timezone', zone),
    queue_name => 'upkeep', job_key => 'change-time-zone ' || app_user_id(), max_attempts => 5);
END $$;
COMMENT ON FUNCTION request_time_zone(text) IS
  'Asks the job processes to give the tenant named in app.user_id another time zone; a later wish replaces one that waits';
