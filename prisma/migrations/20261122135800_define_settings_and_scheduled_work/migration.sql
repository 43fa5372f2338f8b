-- Every documented setting with its bounds, and the tables of scheduled work: its runs, its slots, what the audits found.

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['app_job', 'app_admin'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- roles belong to the whole server: another database has made it
    END;
    BEGIN
      EXECUTE format('GRANT %I TO CURRENT_USER', name);
    EXCEPTION WHEN insufficient_privilege OR invalid_grant_operation THEN
      NULL; -- already a member through whoever made the role
    END;
  END LOOP;
END $$;
GRANT USAGE ON SCHEMA public TO app_job, app_admin;

INSERT INTO system_config (config_key, config_value, value_type, default_value, min_value, max_value, description) VALUES
  ('minimum_credit_purchase', '100', 'integer', '100', 1, 1000000, 'Fewest credits that can be bought at once'),
  ('max_login_attempts', '5', 'integer', '5', 1, 100, 'Failed sign-ins after which an account is locked for a while'),
  ('lockout_duration_minutes', '15', 'integer', '15', 1, 10080, 'Minutes that an account stays locked after too many failed sign-ins'),
  ('password_min_length', '8', 'integer', '8', 8, 72, 'Fewest characters of a new password'),
  ('require_email_verification', 'true', 'boolean', 'true', NULL, NULL, 'Whether an address must be verified before its first sign-in'),
  ('password_reset_token_expiry_hours', '1', 'integer', '1', 1, 72, 'Hours that a link for a new password works'),
  ('kpi_refresh_interval_minutes', '5', 'integer', '5', 1, 1440, 'Fewest minutes between two refreshes of user_kpi_summary'),
  ('max_contacts_per_upload', '10000', 'integer', '10000', 1, 1000000, 'Most contacts that one upload may hold');

ALTER TABLE system_config
  DROP CONSTRAINT system_config_integer_is_integer,
  DROP CONSTRAINT system_config_value_is_in_bounds,
  ADD CONSTRAINT system_config_value_has_its_type CHECK (CASE value_type
    WHEN 'integer' THEN config_value ~ '^-?[0-9]{1,9}$'
    WHEN 'number' THEN config_value ~ '^-?[0-9]{1,9}(\.[0-9]{1,9})?$'
    WHEN 'boolean' THEN config_value IN ('true', 'false')
    ELSE true END),
  ADD CONSTRAINT system_config_default_has_its_type CHECK (CASE value_type
    WHEN 'integer' THEN default_value ~ '^-?[0-9]{1,9}$'
    WHEN 'number' THEN default_value ~ '^-?[0-9]{1,9}(\.[0-9]{1,9})?$'
    WHEN 'boolean' THEN default_value IN ('true', 'false')
    ELSE true END),
  -- A text that is no number is the business of the constraints above: here it must not end in a failed conversion.
  ADD CONSTRAINT system_config_value_is_in_bounds CHECK (
    CASE WHEN value_type IN ('integer', 'number') AND config_value ~ '^-?[0-9]{1,9}(\.[0-9]{1,9})?$'
      THEN config_value::numeric >= coalesce(min_value, config_value::numeric)
       AND config_value::numeric <= coalesce(max_value, config_value::numeric)
      ELSE true END),
  ADD CONSTRAINT system_config_default_is_in_bounds CHECK (
    CASE WHEN value_type IN ('integer', 'number') AND default_value ~ '^-?[0-9]{1,9}(\.[0-9]{1,9})?$'
      THEN default_value::numeric >= coalesce(min_value, default_value::numeric)
       AND default_value::numeric <= coalesce(max_value, default_value::numeric)
      ELSE true END),
  ADD CONSTRAINT system_config_bounds_are_of_numbers
    CHECK (value_type IN ('integer', 'number') OR (min_value IS NULL AND max_value IS NULL)),
  -- Version, nonce and ciphertext with its tag; nothing yet is the empty text. A plain secret cannot be stored by mistake.
  ADD CONSTRAINT system_config_secret_is_encrypted CHECK (
    NOT is_encrypted OR (value_type = 'string' AND default_value = ''
      AND (config_value = '' OR config_value ~ '^v1\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22,}$')));

COMMENT ON COLUMN system_config.value_type IS 'integer, number, boolean (true or false) or string';
COMMENT ON COLUMN system_config.default_value IS 'The value of a new installation, within the bounds';
COMMENT ON COLUMN system_config.min_value IS 'Smallest allowed number; NULL when there is no bound';
COMMENT ON COLUMN system_config.max_value IS 'Largest allowed number; NULL when there is no bound';
COMMENT ON COLUMN system_config.is_encrypted IS 'Whether config_value is AES-256-GCM ciphertext, whose key the database never sees';

CREATE TABLE kpi_refresh_state (
  only_row boolean NOT NULL DEFAULT true,
  refreshed_at timestamptz,
  seen_marker bigint NOT NULL DEFAULT 0,
  seen_snapshot text,
  duration_ms integer,
  CONSTRAINT kpi_refresh_state_pkey PRIMARY KEY (only_row),
  CONSTRAINT kpi_refresh_state_is_one_row CHECK (only_row)
);
INSERT INTO kpi_refresh_state DEFAULT VALUES;
COMMENT ON TABLE kpi_refresh_state IS 'What the last refresh of user_kpi_summary had seen';
COMMENT ON COLUMN kpi_refresh_state.only_row IS 'Holds the table at one row';
COMMENT ON COLUMN kpi_refresh_state.refreshed_at IS 'When the last refresh began; NULL before the first';
COMMENT ON COLUMN kpi_refresh_state.seen_marker IS 'user_kpi_summary_changes just before that refresh';
COMMENT ON COLUMN kpi_refresh_state.seen_snapshot IS 'pg_snapshot just before that refresh: its open transactions may have moved the marker and committed later';
COMMENT ON COLUMN kpi_refresh_state.duration_ms IS 'How long that refresh took, in milliseconds';

CREATE TABLE job_runs (
  id uuid NOT NULL DEFAULT uuid_v7(),
  task varchar(64) NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  duration_ms integer,
  row_count bigint,
  error text,
  CONSTRAINT job_runs_pkey PRIMARY KEY (id),
  CONSTRAINT job_runs_end_after_start CHECK (finished_at >= started_at),
  CONSTRAINT job_runs_end_says_how_it_ended
    CHECK (CASE WHEN finished_at IS NULL THEN duration_ms IS NULL AND row_count IS NULL AND error IS NULL
      ELSE duration_ms IS NOT NULL AND (row_count IS NULL) <> (error IS NULL) END)
);
CREATE INDEX job_runs_task_started_at_idx ON job_runs (task, started_at DESC);
COMMENT ON TABLE job_runs IS 'One row for each run of a scheduled task, kept for 30 days';
COMMENT ON COLUMN job_runs.id IS 'The run';
COMMENT ON COLUMN job_runs.task IS 'Name of the task';
COMMENT ON COLUMN job_runs.started_at IS 'When it began';
COMMENT ON COLUMN job_runs.finished_at IS 'When it ended; NULL while it runs, and for ever when its process died';
COMMENT ON COLUMN job_runs.duration_ms IS 'How long it took, in milliseconds';
COMMENT ON COLUMN job_runs.row_count IS 'How many rows it removed, wrote or found';
COMMENT ON COLUMN job_runs.error IS 'Why it failed; NULL when it did not';

CREATE TABLE job_schedule (
  task varchar(64) NOT NULL,
  last_slot timestamptz NOT NULL,
  CONSTRAINT job_schedule_pkey PRIMARY KEY (task),
  CONSTRAINT job_schedule_slot_is_a_minute CHECK (last_slot = date_trunc('minute', last_slot, 'UTC'))
);
COMMENT ON TABLE job_schedule IS 'The newest slot of each scheduled task that a process has put into the queue';
COMMENT ON COLUMN job_schedule.task IS 'Name of the task';
COMMENT ON COLUMN job_schedule.last_slot IS 'The minute it was due at';

CREATE TABLE audit_findings (
  id uuid NOT NULL DEFAULT uuid_v7(),
  audit varchar(16) NOT NULL,
  check_name varchar(64) NOT NULL,
  tenant_id uuid,
  table_name varchar(63) NOT NULL,
  row_id text NOT NULL,
  detail text NOT NULL,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  resolved_at timestamptz,
  CONSTRAINT audit_findings_pkey PRIMARY KEY (id),
  CONSTRAINT audit_findings_key UNIQUE NULLS NOT DISTINCT (audit, check_name, tenant_id, table_name, row_id),
  CONSTRAINT audit_findings_audit_is_known CHECK (audit IN ('consistency', 'isolation')),
  CONSTRAINT audit_findings_seen_in_order CHECK (last_seen_at >= first_seen_at)
);
COMMENT ON TABLE audit_findings IS 'What the nightly audits found, from the first night until the night on which it was gone';
COMMENT ON COLUMN audit_findings.id IS 'The finding';
COMMENT ON COLUMN audit_findings.audit IS 'consistency (validate_user_data_consistency) or isolation (audit_data_isolation)';
COMMENT ON COLUMN audit_findings.check_name IS 'The rule that is broken';
COMMENT ON COLUMN audit_findings.tenant_id IS 'Whose data it is; NULL when it concerns the database itself. No foreign key: that user may be what is missing';
COMMENT ON COLUMN audit_findings.table_name IS 'Where it was found';
COMMENT ON COLUMN audit_findings.row_id IS 'The row or object that breaks the rule';
COMMENT ON COLUMN audit_findings.detail IS 'What is there and what should be';
COMMENT ON COLUMN audit_findings.first_seen_at IS 'The first audit that saw it';
COMMENT ON COLUMN audit_findings.last_seen_at IS 'The newest audit that saw it';
COMMENT ON COLUMN audit_findings.resolved_at IS 'The audit that no longer saw it; NULL while it stands';
