-- A call is found by its person, its number and what was said. The words are made of this by lib/calls/search/search-vector.ts alone: what a
-- server calls a letter depends on its version and locale. What nobody could say in hours is left out, so that a call stays small.
-- Between turns stands the sign that separates records: arrays of texts take longer to write and to read.
CREATE OR REPLACE FUNCTION call_search_sources(of_calls uuid[]) RETURNS TABLE (
  call_id uuid, user_id uuid, who text[], phone_number text, said text, source text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT found.*, encode(sha256(convert_to(concat_ws(E'\n', found.who::text, found.phone_number, found.said), 'UTF8')), 'hex')
  FROM (
    SELECT c.id, c.user_id, array_remove(ARRAY[c.caller_name, c.caller_email, nullif(l.extracted_name, c.caller_name),
        nullif(l.extracted_email, c.caller_email), l.company_name]::text[], NULL) AS who, c.phone_number::text AS phone_number,
      CASE WHEN length(everything.said) <= 1000000 THEN everything.said ELSE (
        SELECT string_agg(left(text, 1000000), E'\x1e' ORDER BY place) FROM (
          SELECT place, text, sum(length(text)) OVER (ORDER BY place) - length(text) AS before FROM (
            SELECT place, turn ->> 'text' AS text FROM jsonb_array_elements(t.speaker_segments) WITH ORDINALITY turns (turn, place) OFFSET 0
          ) said
        ) texts WHERE before < 1000000) END AS said
    FROM calls c
    LEFT JOIN lead_analytics l ON l.call_id = c.id
    LEFT JOIN transcripts t ON t.call_id = c.id
    -- Nearly always that is all of it, which takes a fraction of the time.
    CROSS JOIN LATERAL (
      SELECT string_agg(turn ->> 'text', E'\x1e' ORDER BY place) AS said
      FROM jsonb_array_elements(t.speaker_segments) WITH ORDINALITY turns (turn, place)
    ) everything
    WHERE c.id = ANY (of_calls)
  ) found
  ORDER BY found.id
$$;
COMMENT ON FUNCTION call_search_sources(uuid[]) IS 'What these calls are to be found by, and a digest of it';

-- Words are known to be those of a source, and to be as they were made, without being made again.
CREATE OR REPLACE FUNCTION call_search_digest(source text, words tsvector) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT substring(sha256(convert_to(source || words::text, 'UTF8')) FOR 16) $$;
COMMENT ON FUNCTION call_search_digest(text, tsvector) IS 'A digest of what words were made of, and of the words';
