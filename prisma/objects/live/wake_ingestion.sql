-- Pending events are taken soon after one is stored: a job of one key asks for it, however many instances ask at once.
CREATE OR REPLACE FUNCTION wake_ingestion() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM graphile_worker.add_job('process-webhook-events', job_key => 'process-webhook-events', max_attempts => 3);
EXCEPTION WHEN invalid_schema_name OR undefined_function THEN
  NULL; -- no worker has run yet: the first one looks at the inbox when it starts
END $$;
COMMENT ON FUNCTION wake_ingestion() IS 'Tells the job processes that events wait in the inbox';
