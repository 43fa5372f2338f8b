-- One sequence counts the changes of what the KPI view shows, under one name.
DROP SEQUENCE user_kpi_summary_changes;
CREATE SEQUENCE IF NOT EXISTS kpi_staleness_seq;
