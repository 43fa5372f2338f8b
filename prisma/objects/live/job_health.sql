-- How long ago the queue last answered a process that takes jobs and lives: NULL when none has ever been answered. A process that is
-- connected and dies again and again, or whose every question fails, has no answer.
CREATE OR REPLACE FUNCTION seconds_since_jobs_worked() RETURNS double precision
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT extract(epoch FROM clock_timestamp() - max(worked_at))::double precision FROM job_processes $$;
COMMENT ON FUNCTION seconds_since_jobs_worked() IS 'How long ago the queue last answered a process that takes jobs';
