-- What a probe asks: the newest migration that is in place, and how many job processes are connected.
CREATE OR REPLACE FUNCTION readiness(OUT migration text, OUT job_processes integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  SELECT max(migration_name) INTO migration FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL;
  SELECT count(*) INTO job_processes FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'callwright jobs';
END $$;
COMMENT ON FUNCTION readiness() IS 'The newest migration that is in place, and how many job processes are connected';
