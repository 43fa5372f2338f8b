-- Administrators see what was set aside, the newest first and by reason, and the newest run of each task.
CREATE INDEX webhook_events_set_aside_idx ON webhook_events (received_at DESC, id DESC) INCLUDE (reason) WHERE status = 'quarantined';
CREATE INDEX job_runs_task_idx ON job_runs (task, started_at DESC);
-- The new one counts them, too.
DROP INDEX webhook_events_quarantined_idx;
