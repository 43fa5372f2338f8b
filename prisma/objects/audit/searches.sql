-- Every call can be found, and a fresh one by what was said in it: to read all transcripts again takes longer than any other check.
-- depends on: search/2_call_search_words.sql
CREATE OR REPLACE FUNCTION find_search_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT 'call_is_not_found_by_its_words', c.user_id, 'call_searches', c.id::text, 'has no row', c.call_date FROM calls c
  WHERE (tenant IS NULL OR c.user_id = tenant) AND NOT EXISTS (SELECT FROM call_searches s WHERE s.call_id = c.id)
  UNION ALL
  SELECT 'call_is_not_found_by_its_words', c.user_id, 'call_searches', c.id::text, 'has other words than the call', c.call_date
  FROM make_call_searches(ARRAY(
    SELECT id FROM calls f WHERE f.call_date >= current_date - 2 AND (tenant IS NULL OR f.user_id = tenant))) m
  JOIN call_searches s USING (call_id) JOIN calls c ON c.id = m.call_id
  WHERE (s.user_id, s.words) IS DISTINCT FROM (m.user_id, m.words)
$$;
COMMENT ON FUNCTION find_search_differences(uuid) IS
  'Calls that no search finds, and those of the last days whose words are not what the call says, with the day to rebuild; of one tenant, or of all';
