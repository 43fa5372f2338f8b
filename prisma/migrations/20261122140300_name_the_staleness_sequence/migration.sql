-- What says that the KPI summary is stale: moving it makes no writer wait for another.
CREATE SEQUENCE IF NOT EXISTS kpi_staleness_seq;
COMMENT ON SEQUENCE kpi_staleness_seq IS 'Advanced by every statement that makes user_kpi_summary stale';
COMMENT ON COLUMN kpi_refresh_state.seen_marker IS 'kpi_staleness_seq just before that refresh';
COMMENT ON COLUMN kpi_refresh_state.seen_snapshot IS 'Transactions that were open at that refresh, as a pg_snapshot: they may have moved the marker and committed later';
