-- The KPI summary is refreshed when it is stale and not more often than the setting allows; of two at once, one works. When that was and
-- how long it took is logged to system_config.
-- depends on: kpi/user_kpi_summary.sql
-- depends on: kpi/is_kpi_summary_stale.sql
CREATE OR REPLACE FUNCTION scheduled_refresh_user_kpi_summary(force boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  state kpi_refresh_state;
  started timestamptz := clock_timestamp();
  marker bigint;
  snapshot pg_snapshot;
  own bigint;
  open bigint[];
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('user_kpi_summary')) THEN
    RETURN 'busy';
  END IF;
  -- In this order: whoever moves the sequence later is seen by the next run, whoever moved it before and has not ended is
  -- among the transactions that are open in the snapshot or began before this one.
  SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO marker FROM kpi_staleness_seq;
  snapshot := pg_current_snapshot();
  SELECT * INTO STRICT state FROM kpi_refresh_state;

  IF NOT force THEN
    IF state.refreshed_at > started - make_interval(mins => setting_integer('kpi_refresh_interval_minutes')) THEN
      RETURN 'too soon';
    END IF;
    IF NOT is_kpi_summary_stale() THEN
      RETURN 'fresh';
    END IF;
  END IF;

  own := pg_current_xact_id()::text::bigint;
  -- Whoever moved the sequence holds its lock until the end of the transaction.
  WITH locks AS MATERIALIZED (
    SELECT * FROM pg_locks WHERE granted AND pid <> pg_backend_pid()
  ), movers AS (
    SELECT held.transactionid AS xid FROM locks moved JOIN locks held ON held.pid = moved.pid AND held.locktype = 'transactionid'
    WHERE moved.locktype = 'relation' AND moved.relation = 'kpi_staleness_seq'::regclass AND moved.mode = 'RowExclusiveLock'
      AND moved.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
  )
  SELECT coalesce(array_agg(xids.xid ORDER BY xids.xid), '{}') INTO open FROM (
    SELECT xip::text::bigint AS xid FROM pg_snapshot_xip(snapshot) xip
    UNION
    SELECT generate_series(pg_snapshot_xmax(snapshot)::text::bigint, own - 1)
  ) xids
  WHERE (xids.xid & 4294967295)::text::xid IN (SELECT m.xid FROM movers m);
  REFRESH MATERIALIZED VIEW CONCURRENTLY user_kpi_summary;
  UPDATE kpi_refresh_state SET refreshed_at = started, seen_marker = marker,
    seen_snapshot = format('%s:%s:%s', coalesce(open[1], own), own, array_to_string(open, ',')),
    duration_ms = extract(epoch FROM clock_timestamp() - started) * 1000
  RETURNING * INTO state;
  INSERT INTO system_config AS t (config_key, config_value, value_type, default_value, description) VALUES
    ('kpi_refresh_last_run_at', to_char(started AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'string', '',
      'When user_kpi_summary was last refreshed; written by the refresh'),
    ('kpi_refresh_last_duration_ms', state.duration_ms::text, 'integer', '0',
      'Milliseconds that the last refresh of user_kpi_summary took; written by the refresh')
  ON CONFLICT (config_key) DO UPDATE SET config_value = excluded.config_value, updated_by = NULL;
  RETURN 'refreshed';
END $$;
COMMENT ON FUNCTION scheduled_refresh_user_kpi_summary(boolean) IS
  'Refreshes user_kpi_summary concurrently when it is stale and kpi_refresh_interval_minutes have passed, or when forced; returns refreshed, fresh, too soon or busy';
