-- What has expired is removed a batch at a time: a call removes at most rows_max rows and says how many, and whoever wants all
-- calls again while it gets that many. So no statement holds many rows or runs for long.
CREATE OR REPLACE FUNCTION cleanup_trigger_error_log(days_to_keep integer DEFAULT 7, rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM trigger_error_log WHERE id IN (
    SELECT id FROM trigger_error_log WHERE occurred_at < now() - make_interval(days => days_to_keep)
    ORDER BY occurred_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_trigger_error_log(integer, integer) IS
  'Removes entries of trigger_error_log older than days_to_keep days, at most rows_max of them; returns how many';

-- A session that can still be refreshed has not expired.
CREATE OR REPLACE FUNCTION cleanup_expired_sessions(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM user_sessions WHERE id IN (
    SELECT id FROM user_sessions WHERE expires_at < now() AND coalesce(refresh_expires_at, expires_at) < now()
    LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_expired_sessions(integer) IS
  'Removes sessions that have expired and can no longer be refreshed, at most rows_max of them; returns how many';

CREATE OR REPLACE FUNCTION cleanup_old_login_attempts(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM login_attempts WHERE id IN (
    SELECT id FROM login_attempts WHERE attempted_at < now() - interval '30 days'
    ORDER BY attempted_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_old_login_attempts(integer) IS
  'Removes sign-in attempts older than 30 days, at most rows_max of them; returns how many';

CREATE OR REPLACE FUNCTION cleanup_old_password_reset_attempts(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM password_reset_attempts WHERE id IN (
    SELECT id FROM password_reset_attempts WHERE attempted_at < now() - interval '7 days'
    ORDER BY attempted_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_old_password_reset_attempts(integer) IS
  'Removes requests for a new password older than 7 days, at most rows_max of them; returns how many';

CREATE OR REPLACE FUNCTION cleanup_expired_dashboard_cache(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM dashboard_cache WHERE id IN (
    SELECT id FROM dashboard_cache WHERE expires_at < now()
    ORDER BY expires_at LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_expired_dashboard_cache(integer) IS
  'Removes cached dashboard data that has expired, at most rows_max rows; returns how many';

CREATE OR REPLACE FUNCTION cleanup_old_job_runs(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM job_runs WHERE id IN (
    SELECT id FROM job_runs WHERE started_at < now() - interval '30 days' LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_old_job_runs(integer) IS
  'Removes runs of scheduled tasks older than 30 days, at most rows_max of them; returns how many';

CREATE OR REPLACE FUNCTION cleanup_expired_rate_limits(rows_max integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM rate_limits WHERE key IN (
    SELECT key FROM rate_limits WHERE expire < extract(epoch FROM now()) * 1000 LIMIT rows_max FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
COMMENT ON FUNCTION cleanup_expired_rate_limits(integer) IS
  'Removes counts of tries whose window has ended, at most rows_max of them; returns how many';
