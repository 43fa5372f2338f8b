-- What administrators ask of the running installation happens in functions that ask who acts: an active admin or super_admin.
-- depends on: security/administer_accounts.sql
CREATE OR REPLACE FUNCTION require_administrator(acting_user uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM users WHERE id = acting_user AND is_active AND role IN ('admin', 'super_admin')) THEN
    RAISE EXCEPTION 'Only an active administrator may do this.' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;
COMMENT ON FUNCTION require_administrator(uuid) IS 'Refuses whoever is no active administrator';

CREATE OR REPLACE FUNCTION run_task(acting_user uuid, task text, queue text DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_administrator(acting_user);
  IF NOT EXISTS (SELECT FROM job_schedule s WHERE s.task = run_task.task) THEN
    RETURN false;
  END IF;
  -- As the schedule queues it, so that it runs once however often it is asked for.
  PERFORM graphile_worker.add_job(run_task.task, queue_name => queue, job_key => run_task.task, max_attempts => 3);
  RETURN true;
END $$;
COMMENT ON FUNCTION run_task(uuid, text, text) IS 'Has a scheduled task run now; false when there is no such task';

CREATE OR REPLACE FUNCTION list_failed_jobs() RETURNS TABLE (job bigint, task text, attempts integer, failed_at timestamptz, error text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY
    SELECT j.id::bigint, j.task_identifier, j.attempts::integer, j.updated_at, j.last_error
    FROM graphile_worker.jobs j WHERE j.attempts >= j.max_attempts AND j.locked_at IS NULL
    ORDER BY j.updated_at DESC LIMIT 50;
EXCEPTION WHEN invalid_schema_name OR undefined_table THEN
  RETURN;
END $$;
COMMENT ON FUNCTION list_failed_jobs() IS 'Jobs that were given up, the newest first, with their errors';

CREATE OR REPLACE FUNCTION settle_failed_job(acting_user uuid, job bigint, again boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  name text;
BEGIN
  PERFORM require_administrator(acting_user);
  SELECT j.task_identifier INTO name FROM graphile_worker.jobs j
  WHERE j.id = job AND j.attempts >= j.max_attempts AND j.locked_at IS NULL;
  IF name IS NULL THEN
    RETURN NULL;
  END IF;
  IF again THEN
    PERFORM graphile_worker.reschedule_jobs(ARRAY[job], run_at => now(), attempts => 0);
  ELSE
    PERFORM graphile_worker.complete_jobs(ARRAY[job]);
  END IF;
  RETURN name;
END $$;
COMMENT ON FUNCTION settle_failed_job(uuid, bigint, boolean) IS
  'Has a job that was given up tried again, or removes it; the name of its task, NULL when there is no such job';

CREATE OR REPLACE FUNCTION replay_set_aside(acting_user uuid, of_event uuid, of_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  events bigint;
BEGIN
  PERFORM require_administrator(acting_user);
  SELECT count(*) INTO events FROM webhook_events e
  WHERE e.provider = 'elevenlabs' AND e.status = 'quarantined' AND (e.id = of_event OR of_event IS NULL AND e.reason = of_reason);
  IF events > 0 THEN
    PERFORM graphile_worker.add_job(
      'replay-events',
      json_strip_nulls(json_build_object('tenantId', NULL, 'eventId', of_event, 'reason', of_reason,
        'receivedFrom', '-infinity', 'receivedBefore', clock_timestamp() + interval '1 minute')),
      queue_name => 'replay', job_key => 'replay-events ' || coalesce(of_event::text, of_reason), max_attempts => 5);
  END IF;
  RETURN events;
END $$;
COMMENT ON FUNCTION replay_set_aside(uuid, uuid, text) IS
  'Has one event that was set aside, or all that were for a reason, read again by the job processes; how many there are';
