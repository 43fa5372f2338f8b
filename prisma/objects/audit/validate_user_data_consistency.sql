-- Nothing that is kept twice may differ: every contradiction in the users' data is a row, and none is the proof.
-- depends on: audit/ledger.sql
-- depends on: audit/calls.sql
-- depends on: audit/find_figure_differences.sql
-- depends on: audit/kpi.sql
CREATE OR REPLACE FUNCTION validate_user_data_consistency(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT * FROM find_ledger_faults(tenant)
  UNION ALL
  SELECT * FROM find_call_faults(tenant)
  UNION ALL
  SELECT d.check_name, d.user_id, d.table_name, d.row_id, d.detail FROM find_figure_differences(tenant) d
  UNION ALL
  SELECT * FROM find_kpi_differences(tenant)
$$;
COMMENT ON FUNCTION validate_user_data_consistency(uuid) IS
  'Every contradiction in the data of one user, or of all: ledger, calls with what belongs to them, rollups, caches, targets, trends and the KPI summary';
