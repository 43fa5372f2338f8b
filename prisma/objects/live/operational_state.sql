-- What the metrics say of the inbox and of the queue. Whoever serves them reads neither: events are read by ingestion alone.
CREATE OR REPLACE FUNCTION inbox_state(OUT pending bigint, OUT oldest_pending_seconds double precision, OUT waiting bigint, OUT quarantined bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT
    (SELECT count(*) FROM webhook_events WHERE status = 'pending'),
    (SELECT COALESCE(extract(epoch FROM clock_timestamp() - min(received_at)), 0)::double precision
     FROM webhook_events WHERE status = 'pending'),
    (SELECT count(*) FROM webhook_events WHERE status = 'waiting'),
    (SELECT count(*) FROM webhook_events WHERE status = 'quarantined')
$$;
COMMENT ON FUNCTION inbox_state() IS 'How many events are pending, waiting and quarantined, and the age of the oldest pending one';

-- A job is due, at work, planned for later or given up. Before the first worker there is no queue, and nothing in it.
CREATE OR REPLACE FUNCTION queue_state() RETURNS TABLE (task text, state text, jobs bigint, oldest_seconds double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY
    SELECT j.task_identifier, k.state, count(*), max(extract(epoch FROM clock_timestamp() - j.run_at))::double precision
    FROM graphile_worker.jobs j, LATERAL (SELECT CASE
      WHEN j.locked_at IS NOT NULL THEN 'running'
      WHEN j.attempts >= j.max_attempts THEN 'failed'
      WHEN j.run_at > now() THEN 'scheduled'
      ELSE 'due' END) k (state)
    GROUP BY 1, 2;
EXCEPTION WHEN invalid_schema_name OR undefined_table THEN
  RETURN;
END $$;
COMMENT ON FUNCTION queue_state() IS 'How many jobs of each task are due, at work, planned or given up, and the age of the oldest';
