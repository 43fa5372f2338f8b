-- Whoever calls this has taken the calls, and read their sources after that.
-- depends on: search/call_search_sources.sql
CREATE OR REPLACE FUNCTION write_call_searches(of_calls uuid[], vectors text[], sources text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed_rows integer;
BEGIN
  INSERT INTO call_searches AS s (call_id, user_id, words, digest)
  SELECT c.id, c.user_id, made.words, call_search_digest(made.source, made.words)
  FROM (
    SELECT call_id, vector::tsvector AS words, source FROM unnest(of_calls, vectors, sources) AS given (call_id, vector, source) OFFSET 0
  ) made JOIN calls c ON c.id = made.call_id
  ORDER BY c.id
  ON CONFLICT (call_id) DO UPDATE SET user_id = excluded.user_id, words = excluded.words, digest = excluded.digest
  WHERE (s.user_id, s.digest) IS DISTINCT FROM (excluded.user_id, excluded.digest) OR s.words <> excluded.words;
  GET DIAGNOSTICS changed_rows = ROW_COUNT;
  DELETE FROM call_search_failures WHERE call_id = ANY (of_calls);
  RETURN changed_rows;
END $$;
COMMENT ON FUNCTION write_call_searches(uuid[], text[], text[]) IS
  'Writes the words by which these calls are found, and says of how many that changed them';

-- A call without words is shown by the audit, with the reason, until its words are made.
CREATE OR REPLACE FUNCTION note_call_search_failure(failed uuid, why text) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO call_search_failures (call_id, user_id, reason) SELECT id, user_id, left(why, 500) FROM calls WHERE id = failed
  ON CONFLICT (call_id) DO UPDATE SET reason = excluded.reason, failed_at = excluded.failed_at
$$;
COMMENT ON FUNCTION note_call_search_failure(uuid, text) IS 'Writes down that the words of a call could not be made, and why';

-- Only asked for here and made by the job, a piece at a time: whoever repairs a tenant's figures does not wait for all that was said.
-- A request that is there already begins anew.
CREATE OR REPLACE FUNCTION rebuild_call_searches(tenant uuid, first_day date DEFAULT '-infinity', last_day date DEFAULT 'infinity') RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO call_search_rebuilds (user_id, first_day, last_day) VALUES (tenant, first_day, last_day)
  ON CONFLICT ON CONSTRAINT call_search_rebuilds_pkey DO UPDATE SET before_started_at = NULL, before_call_id = NULL
$$;
COMMENT ON FUNCTION rebuild_call_searches(uuid, date, date) IS 'Asks for the words by which a tenant''s calls of these days are found to be made anew';
