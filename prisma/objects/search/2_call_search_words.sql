-- A call is found by what was said, by whose call it was, and by the beginning or the end of the number.
-- A turn's last word is no neighbour of the next one's first: nobody said them together.
-- depends on: search/1_searchable_text.sql
CREATE OR REPLACE FUNCTION call_search_words(user_id uuid, who text, phone_number text, segments jsonb) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = public, pg_temp
AS $$
  SELECT array_to_tsvector(ARRAY['u:' || user_id] || CASE WHEN phone_number IS NULL THEN '{}' ELSE
      ARRAY['p:' || ltrim(phone_number, '+'), 'r:' || reverse(ltrim(phone_number, '+'))] END)
    || to_tsvector('pg_catalog.simple', searchable_text(coalesce(who, '')))
    || ts_delete(to_tsvector('pg_catalog.simple', searchable_text(coalesce(
      (SELECT left(string_agg(turn ->> 'text', ' xturnx ' ORDER BY place), 400000)
       FROM jsonb_array_elements(segments) WITH ORDINALITY turns (turn, place)), ''))), 'xturnx')
$$;
COMMENT ON FUNCTION call_search_words(uuid, text, text, jsonb) IS
  'The words of a call: its tenant (u:), its number forwards (p:) and backwards (r:), its person and what was said';

CREATE OR REPLACE FUNCTION make_call_searches(of_calls uuid[]) RETURNS TABLE (call_id uuid, user_id uuid, words tsvector)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT c.id, c.user_id, call_search_words(c.user_id,
    concat_ws(', ', c.caller_name, c.caller_email, nullif(l.extracted_name, c.caller_name), nullif(l.extracted_email, c.caller_email),
      l.company_name), c.phone_number, t.speaker_segments)
  FROM calls c
  LEFT JOIN lead_analytics l ON l.call_id = c.id
  LEFT JOIN transcripts t ON t.call_id = c.id
  WHERE c.id = ANY (of_calls)
  ORDER BY c.id
$$;
COMMENT ON FUNCTION make_call_searches(uuid[]) IS 'The words by which these calls are to be found, from what is kept of them';

-- Whoever calls this has written or locked the calls, so that nobody else changes what is read of them.
CREATE OR REPLACE FUNCTION write_call_searches(of_calls uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed_rows integer;
BEGIN
  INSERT INTO call_searches AS s (call_id, user_id, words)
  SELECT * FROM make_call_searches(of_calls)
  ON CONFLICT (call_id) DO UPDATE SET words = excluded.words WHERE s.words <> excluded.words;
  GET DIAGNOSTICS changed_rows = ROW_COUNT;
  RETURN changed_rows;
END $$;
COMMENT ON FUNCTION write_call_searches(uuid[]) IS 'Writes the words by which these calls are found, which nobody else changes, and says of how many that changed them';

-- The calls are locked first: two writers, of a call and of its transcript, would each write the words without the other's change.
CREATE OR REPLACE FUNCTION refresh_call_searches(changed uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM FROM calls WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
  RETURN write_call_searches(changed);
END $$;
COMMENT ON FUNCTION refresh_call_searches(uuid[]) IS
  'Makes the words by which these calls are found anew, and says of how many that changed them';

-- In pieces, as their transcripts are read with them.
CREATE OR REPLACE FUNCTION rebuild_call_searches(tenant uuid, first_day date DEFAULT '-infinity', last_day date DEFAULT 'infinity') RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  piece uuid[];
  piece_changed integer;
  changed integer := 0;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  FOR piece IN
    SELECT array_agg(id) FROM (
      SELECT id, row_number() OVER (ORDER BY id) AS place FROM calls WHERE user_id = tenant AND call_date BETWEEN first_day AND last_day
    ) numbered GROUP BY place / 1000
  LOOP
    SELECT refresh_call_searches(piece) INTO piece_changed;
    changed := changed + piece_changed;
  END LOOP;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_call_searches(uuid, date, date) IS
  'Makes the words by which a tenant''s calls of these days are found anew, and says of how many that changed them';
