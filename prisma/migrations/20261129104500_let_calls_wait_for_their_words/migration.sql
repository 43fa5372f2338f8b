-- Calls whose words a job is to make, in the order in which they were asked for. A row is only ever added and deleted: a writer of a
-- call waits for no worker.
CREATE TABLE call_search_queue (
  id uuid PRIMARY KEY DEFAULT uuid_v7(),
  call_id uuid NOT NULL,
  user_id uuid NOT NULL,
  queued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT call_search_queue_call_id_user_id_fkey FOREIGN KEY (call_id, user_id) REFERENCES calls (id, user_id)
    ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX call_search_queue_call_id_idx ON call_search_queue (call_id);

-- Days of a tenant whose words are made anew, newest call first, and how far that is.
CREATE TABLE call_search_rebuilds (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  first_day date NOT NULL,
  last_day date NOT NULL,
  before_started_at timestamptz,
  before_call_id uuid,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  postponed_at timestamptz,
  CONSTRAINT call_search_rebuilds_pkey PRIMARY KEY (user_id, first_day, last_day),
  CONSTRAINT call_search_rebuilds_place_is_whole CHECK ((before_started_at IS NULL) = (before_call_id IS NULL))
);

-- Calls whose words could not be made.
CREATE TABLE call_search_failures (
  call_id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  reason text NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT call_search_failures_call_id_user_id_fkey FOREIGN KEY (call_id, user_id) REFERENCES calls (id, user_id)
    ON UPDATE CASCADE ON DELETE CASCADE
);

-- Empty for words that were made before; the migration after the next one asks for these.
ALTER TABLE call_searches ADD COLUMN digest bytea;

-- It returns nothing any more.
DROP FUNCTION rebuild_call_searches(uuid, date, date);
