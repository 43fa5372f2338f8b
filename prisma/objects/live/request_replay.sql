-- Events are read again by a job: many take long, and one process's end must not lose the rest. The same wish twice is one job.
CREATE OR REPLACE FUNCTION request_replay(tenant uuid, received_from timestamptz, received_before timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF received_from IS NULL OR received_before IS NULL OR NOT isfinite(received_from) OR NOT isfinite(received_before)
    OR received_from >= received_before THEN
    RAISE EXCEPTION 'Events are replayed from one moment to a later one.' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF tenant IS NOT NULL AND NOT EXISTS (SELECT FROM users WHERE id = tenant) THEN
    RETURN false;
  END IF;
  PERFORM graphile_worker.add_job(
    'replay-events',
    json_build_object('tenantId', tenant, 'receivedFrom', received_from, 'receivedBefore', received_before),
    queue_name => 'replay', job_key => concat_ws(' ', 'replay-events', coalesce(tenant::text, 'none'), received_from, received_before),
    max_attempts => 5);
  RETURN true;
END $$;
COMMENT ON FUNCTION request_replay(uuid, timestamptz, timestamptz) IS
  'Asks the job processes to read a tenant''s events of a time again (NULL: those that belong to no tenant); false when there is no such tenant';
