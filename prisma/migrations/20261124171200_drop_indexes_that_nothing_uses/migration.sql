-- Rebuilding reads leads by their calls, numbers are few, and runs are removed by age whatever their task.
DROP INDEX lead_analytics_user_id_call_date_idx;
DROP INDEX phone_numbers_assigned_to_user_id_idx;
DROP INDEX password_reset_attempts_email_attempted_at_idx;
DROP INDEX job_runs_task_started_at_idx;
CREATE INDEX job_runs_started_at_idx ON job_runs (started_at DESC);
