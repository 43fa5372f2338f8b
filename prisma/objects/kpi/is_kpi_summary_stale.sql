-- The KPI summary is stale before its first refresh, when the sequence has moved since the last one, when a transaction that had
-- moved it before and was still open then has committed since, or when a user's day has turned.
CREATE OR REPLACE FUNCTION is_kpi_summary_stale() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT state.refreshed_at IS NULL
    OR state.seen_marker <> (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM kpi_staleness_seq)
    OR EXISTS (
      SELECT FROM pg_snapshot_xip(state.seen_snapshot::pg_snapshot) xid
      -- A database restored elsewhere counts its transactions anew: what cannot be told counts as committed.
      WHERE CASE WHEN xid >= pg_current_xact_id() THEN true
        ELSE coalesce(pg_xact_status(xid), 'committed') = 'committed' END)
    OR EXISTS (
      SELECT FROM (SELECT DISTINCT timezone FROM users) zones
      WHERE (state.refreshed_at AT TIME ZONE timezone)::date <> (clock_timestamp() AT TIME ZONE timezone)::date)
  FROM kpi_refresh_state state
$$;
COMMENT ON FUNCTION is_kpi_summary_stale() IS 'Whether user_kpi_summary may differ from what a refresh would make of it now';
