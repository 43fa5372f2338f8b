-- What the rules and indexes of kpi_refresh_state are for; schema.prisma says what its columns are.
COMMENT ON CONSTRAINT kpi_refresh_state_is_one_row ON kpi_refresh_state IS 'The table has one row';
COMMENT ON SEQUENCE kpi_staleness_seq IS 'Advanced by every statement that makes user_kpi_summary stale';
