-- The steps of an import that take long are a job's, which goes on where the last one ended, also one that was killed. What was
-- asked for and does not move is asked for again by the sweep; two jobs of one import wait for each other at each of its batches.
CREATE OR REPLACE FUNCTION request_contact_import(import uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM graphile_worker.add_job(
    'import-contacts', json_build_object('userId', i.user_id, 'importId', i.id), job_key => 'import-contacts ' || i.id, max_attempts => 5)
  FROM contact_imports i WHERE i.id = import AND i.user_id = app_user_id();
END $$;
COMMENT ON FUNCTION request_contact_import(uuid) IS
  'Asks the job processes to do the step that an import of the tenant named in app.user_id is at';

CREATE OR REPLACE FUNCTION request_stalled_contact_imports() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  asked integer;
BEGIN
  PERFORM graphile_worker.add_job(
    'import-contacts', json_build_object('userId', i.user_id, 'importId', i.id), job_key => 'import-contacts ' || i.id, max_attempts => 5)
  FROM contact_imports i
  WHERE i.status IN ('checking', 'running', 'undoing') AND i.updated_at < clock_timestamp() - interval '20 seconds';
  GET DIAGNOSTICS asked = ROW_COUNT;
  RETURN asked;
END $$;
COMMENT ON FUNCTION request_stalled_contact_imports() IS
  'Asks again for every import that is under way and has not moved for 20 seconds; says how many';
