-- A process that takes jobs says every few seconds that it lives, and when the queue last answered it; what it counts is added up here,
-- because a process that serves metrics is another one and outlives none of its counters.
CREATE TABLE job_processes (
  id uuid NOT NULL,
  name varchar(128) NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  beat_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  worked_at timestamptz,
  worker_ids text[] NOT NULL DEFAULT '{}',
  CONSTRAINT job_processes_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE job_processes IS 'Processes that take background jobs, each while it lives and for an hour after it died';
COMMENT ON COLUMN job_processes.id IS 'Made up by the process when it begins';
COMMENT ON COLUMN job_processes.name IS 'Host and process id';
COMMENT ON COLUMN job_processes.started_at IS 'When it began';
COMMENT ON COLUMN job_processes.beat_at IS 'When it last said that it lives';
COMMENT ON COLUMN job_processes.worked_at IS 'When the queue last answered its workers; NULL when it never has';
COMMENT ON COLUMN job_processes.worker_ids IS 'Names under which its workers hold jobs';

CREATE TABLE job_totals (
  metric varchar(32) NOT NULL,
  label varchar(64) NOT NULL,
  value double precision NOT NULL DEFAULT 0,
  CONSTRAINT job_totals_pkey PRIMARY KEY (metric, label),
  CONSTRAINT job_totals_only_grow CHECK (value >= 0)
);
COMMENT ON TABLE job_totals IS 'What the processes that take jobs have counted, all of them together, for the metrics';
COMMENT ON COLUMN job_totals.metric IS 'What was counted';
COMMENT ON COLUMN job_totals.label IS 'Of which kind: a task, or how an event ended';
COMMENT ON COLUMN job_totals.value IS 'How many, or how many seconds, since this table was made';
COMMENT ON CONSTRAINT job_totals_only_grow ON job_totals IS 'A total is never negative';

CREATE INDEX webhook_events_quarantined_idx ON webhook_events (provider) WHERE status = 'quarantined';
COMMENT ON INDEX webhook_events_quarantined_idx IS 'Counts the events that were set aside for somebody to look at';
