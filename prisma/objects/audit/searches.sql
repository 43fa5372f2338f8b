-- Every call can be found, and a fresh one by what it says: to read all transcripts again takes longer than any other check. A call
-- whose words the job is about to make is not amiss, unless it has waited too long.
-- depends on: search/call_search_sources.sql
CREATE OR REPLACE FUNCTION is_call_search_awaited(call uuid, tenant uuid, day date, started timestamptz) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT EXISTS (SELECT FROM call_search_queue q WHERE q.call_id = call AND q.queued_at > now() - interval '1 hour')
    OR EXISTS (SELECT FROM call_search_rebuilds r WHERE r.user_id = tenant AND day BETWEEN r.first_day AND r.last_day
      AND (r.before_call_id IS NULL OR (started, call) < (r.before_started_at, r.before_call_id))
      AND r.requested_at > now() - interval '1 day')
$$;
COMMENT ON FUNCTION is_call_search_awaited(uuid, uuid, date, timestamptz) IS 'Whether the words of a call are to be made shortly, and not since long ago';

CREATE OR REPLACE FUNCTION find_search_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT 'call_is_not_found_by_its_words', c.user_id, 'call_searches', c.id::text, found.detail, c.call_date FROM (
    SELECT n.id AS call_id, 'has no row' AS detail FROM calls n
    WHERE (tenant IS NULL OR n.user_id = tenant) AND NOT EXISTS (SELECT FROM call_searches s WHERE s.call_id = n.id)
      AND NOT EXISTS (SELECT FROM call_search_failures f WHERE f.call_id = n.id)
    UNION ALL
    SELECT s.call_id, 'has other words than the call' FROM call_search_sources(ARRAY(
      SELECT id FROM calls f WHERE f.call_date >= current_date - 2 AND (tenant IS NULL OR f.user_id = tenant))) m
    JOIN call_searches s USING (call_id)
    WHERE (s.user_id, s.digest) IS DISTINCT FROM (m.user_id, call_search_digest(m.source, s.words))
  ) found JOIN calls c ON c.id = found.call_id
  WHERE NOT is_call_search_awaited(c.id, c.user_id, c.call_date, c.started_at)
  UNION ALL
  SELECT 'call_is_not_found_by_its_words', c.user_id, 'call_searches', c.id::text, 'has no words: ' || f.reason, c.call_date
  FROM call_search_failures f JOIN calls c ON c.id = f.call_id
  WHERE (tenant IS NULL OR c.user_id = tenant) AND NOT is_call_search_awaited(c.id, c.user_id, c.call_date, c.started_at)
$$;
COMMENT ON FUNCTION find_search_differences(uuid) IS
  'Calls that no search finds, and those of the last days whose words are not of what the call says, with the day to rebuild; of one tenant, or of all';
