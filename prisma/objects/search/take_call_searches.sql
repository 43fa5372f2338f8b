-- One worker at a time makes words, so that none overwrites newer ones with older. It takes the calls that wait longest, and some that
-- came last: however many wait, a fresh one does not wait for all of them. A quarter of its room is for calls that are made anew.
-- Calls are locked against deletion until the transaction ends; those that somebody else is changing are passed over and wait on.
-- What is taken waits no more when the transaction commits, and is as it was when it does not.
CREATE OR REPLACE FUNCTION take_call_searches(calls_max integer, bytes_max bigint) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
-- In the order of the queue, whatever the planner thinks of its size.
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
DECLARE
  waiting uuid[];
  page uuid[];
  anew uuid[];
  request call_search_rebuilds;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('call_searches')) THEN
    RETURN '{}';
  END IF;
  waiting := ARRAY(SELECT call_id FROM (
    SELECT q.call_id FROM call_search_queue q JOIN calls c ON c.id = q.call_id
    ORDER BY q.id LIMIT greatest(1, calls_max / 2) FOR KEY SHARE OF c SKIP LOCKED) oldest);
  waiting := waiting || ARRAY(SELECT call_id FROM (
    SELECT q.call_id FROM call_search_queue q JOIN calls c ON c.id = q.call_id
    ORDER BY q.id DESC LIMIT calls_max / 4 FOR KEY SHARE OF c SKIP LOCKED) newest);
  waiting := first_calls_of(waiting, bytes_max);
  -- Whatever has been asked for until now of these calls: their sources are read after this.
  DELETE FROM call_search_queue WHERE call_id = ANY (waiting);

  LOOP
    SELECT * INTO request FROM call_search_rebuilds ORDER BY coalesce(postponed_at, requested_at), user_id LIMIT 1 FOR UPDATE SKIP LOCKED;
    EXIT WHEN NOT FOUND;
    BEGIN
      page := ARRAY(SELECT id FROM (
        SELECT c.id FROM calls c
        WHERE c.user_id = request.user_id AND c.call_date BETWEEN request.first_day AND request.last_day
          AND c.started_at >= (request.first_day - 2)::timestamptz AND c.started_at < (request.last_day + 2)::timestamptz
          AND (c.started_at, c.id) < (coalesce(request.before_started_at, 'infinity'),
            coalesce(request.before_call_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
        ORDER BY c.started_at DESC, c.id DESC LIMIT greatest(1, calls_max - cardinality(waiting)) FOR KEY SHARE NOWAIT) newest);
    EXCEPTION WHEN lock_not_available THEN
      -- Somebody changes many calls of this tenant: it is the others' turn.
      UPDATE call_search_rebuilds r SET postponed_at = clock_timestamp()
      WHERE (r.user_id, r.first_day, r.last_day) = (request.user_id, request.first_day, request.last_day);
      EXIT;
    END;
    anew := first_calls_of(page, bytes_max);
    IF cardinality(anew) = cardinality(page) AND cardinality(page) < greatest(1, calls_max - cardinality(waiting)) THEN
      DELETE FROM call_search_rebuilds r
      WHERE (r.user_id, r.first_day, r.last_day) = (request.user_id, request.first_day, request.last_day);
    ELSE
      UPDATE call_search_rebuilds r SET before_started_at = c.started_at, before_call_id = c.id FROM calls c
      WHERE c.id = anew[cardinality(anew)]
        AND (r.user_id, r.first_day, r.last_day) = (request.user_id, request.first_day, request.last_day);
    END IF;
    EXIT WHEN cardinality(anew) > 0;
  END LOOP;
  RETURN ARRAY(SELECT DISTINCT id FROM unnest(waiting || anew) AS taken (id) ORDER BY id);
END $$;
COMMENT ON FUNCTION take_call_searches(integer, bigint) IS
  'The calls whose words the transaction makes next, at most so many and about so many bytes of transcripts; none while another one makes words';

CREATE OR REPLACE FUNCTION first_calls_of(given uuid[], bytes_max bigint) RETURNS uuid[]
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT coalesce(array_agg(id ORDER BY place), '{}') FROM (
    SELECT id, place, sum(bytes) OVER (ORDER BY place) - bytes AS bytes_before FROM (
      SELECT g.id, min(g.place) AS place, max(coalesce(pg_column_size(t.speaker_segments), 0)) AS bytes
      FROM unnest(given) WITH ORDINALITY g (id, place) LEFT JOIN transcripts t ON t.call_id = g.id
      GROUP BY g.id
    ) sized
  ) measured WHERE bytes_before < bytes_max
$$;
COMMENT ON FUNCTION first_calls_of(uuid[], bigint) IS 'The first of the given calls, in their order, and as many after it as there is room for their transcripts as they are stored';

-- The job is asked for while something waits, by every worker process every second: nothing else has to remember to.
CREATE OR REPLACE FUNCTION wake_call_searches() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM call_search_queue) OR EXISTS (SELECT FROM call_search_rebuilds) THEN
    PERFORM graphile_worker.add_job('index-calls', job_key => 'index-calls', max_attempts => 3);
  END IF;
END $$;
COMMENT ON FUNCTION wake_call_searches() IS 'Tells the job processes that calls wait for their words, when some do';

CREATE OR REPLACE FUNCTION read_search_delay(OUT pending_calls integer, OUT oldest_seconds double precision, OUT rebuilds integer,
  OUT failed_calls integer)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT (SELECT count(*) FROM (SELECT FROM call_search_queue LIMIT 100000) few)::integer,
    coalesce((SELECT greatest(0, extract(epoch FROM clock_timestamp() - queued_at)) FROM call_search_queue ORDER BY id LIMIT 1), 0),
    (SELECT count(*) FROM call_search_rebuilds)::integer,
    (SELECT count(*) FROM (SELECT FROM call_search_failures LIMIT 100000) few)::integer
$$;
COMMENT ON FUNCTION read_search_delay() IS
  'How many changes of calls wait for their words, 100,000 standing for more, since how many seconds the first does, how many ranges are made anew, and how many calls have failed';
