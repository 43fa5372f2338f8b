-- Pending events are taken soon after one is stored: whoever listens is told. It is asked for outside of the transaction that stores, and
-- writes nothing: a notification holds a lock of the whole server until its commit is on disk, and everybody's commits would queue there.
CREATE OR REPLACE FUNCTION wake_ingestion() RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_notify('webhook_events', '') $$;
COMMENT ON FUNCTION wake_ingestion() IS 'Tells the job processes that events wait in the inbox';
