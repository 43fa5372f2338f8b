-- object: search/call_search_sources.sql sha256:5e7a3e60aa8d09282cccffee40838c3aadd5a6d9b3e1f442b9cc973da3226839
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

-- object: search/matching_calls.sql sha256:45d0d2c84dd07555d4635ee9125a23a369277e90ef86b67e464acba84e49f3bd
-- Of the calls that somebody lists, those that a query finds, which lib/calls/search/search-query.ts makes of what was typed: strictly, and
-- loosely, as an index can tell without looking at a call. A policy would keep a tenant from the index, since a match
-- is no comparison that is safe to make before it: these functions see to the tenant themselves, and give ids alone.
-- depends on: security/app_user_id.sql
CREATE OR REPLACE FUNCTION query_of_tenant(loose tsquery) RETURNS tsquery
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$ SELECT format('''u:%s''', app_user_id())::tsquery && loose $$;
COMMENT ON FUNCTION query_of_tenant(tsquery) IS 'A query within the calls of the transaction''s tenant: the tenant is a word of each';

CREATE OR REPLACE FUNCTION matching_calls(strict tsquery, loose tsquery, among uuid[]) RETURNS TABLE (call_id uuid, is_match boolean)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50
SET search_path = public, pg_temp
-- The index of words takes long for common ones, and cannot tell how common these are: the given calls are few.
SET enable_bitmapscan = off
AS $$
  SELECT c.call_id, c.words @@ strict FROM call_searches c
  WHERE c.call_id = ANY (among) AND c.user_id = (SELECT app_user_id()) AND c.words @@ (SELECT query_of_tenant(loose))
$$;
COMMENT ON FUNCTION matching_calls(tsquery, tsquery, uuid[]) IS
  'Those of the given calls of the transaction''s tenant that hold the words, and whether they match them';

-- All calls in which the terms are found, where there are few: it looks at no more than rows_max of them, and one that it gives
-- more than that says that there may be others.
CREATE OR REPLACE FUNCTION find_calls(strict tsquery, loose tsquery, rows_max integer) RETURNS TABLE (call_id uuid, is_match boolean)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1000
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $$
  SELECT s.call_id, s.words @@ strict FROM (
    SELECT c.call_id, c.words FROM call_searches c
    WHERE c.words @@ (SELECT query_of_tenant(loose)) AND c.user_id = (SELECT app_user_id())
    LIMIT rows_max
  ) s
$$;
COMMENT ON FUNCTION find_calls(tsquery, tsquery, integer) IS
  'At most rows_max calls of the transaction''s tenant that hold the words, and whether they match them; fewer are all there are';

-- How many calls the planner expects to hold the words, by what ANALYZE saw: it says which way to look is the shorter one.
CREATE OR REPLACE FUNCTION expected_calls(loose tsquery) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM call_searches WHERE words @@ %L::tsquery',
    query_of_tenant(loose)) INTO plan;
  RETURN (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
END $$;
COMMENT ON FUNCTION expected_calls(tsquery) IS 'About how many calls of the transaction''s tenant hold the words';

-- object: tables/derived_comments.sql sha256:b1434aaaf4613b26c5bc332aabb313a88671404f0a1e53c6090f60f57238ca72
-- Keys, closed sets and triggers say what the catalog knows of them: a trigger what its function says, and when. A view that repeats a
-- table says of its columns what the table says. What is made anew has lost its comment.
-- depends on: all others
-- applied again: with every change
DO $$
DECLARE
  sentence text;
BEGIN
  FOR sentence IN
    WITH keys AS (
      SELECT o.*, c.relname, (
        SELECT string_agg(a.attname, ', ' ORDER BY k.position) FROM unnest(o.conkey) WITH ORDINALITY k (attnum, position)
          JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.attnum) AS columns
      FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
      WHERE o.connamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations' AND o.contype IN ('p', 'u', 'f', 'c')
    ), meanings AS (
      SELECT relname, conname, CASE
        WHEN contype = 'p' THEN format('A row is identified by %s', columns)
        WHEN contype = 'u' THEN format('No two rows share %s', columns)
        WHEN contype = 'f' THEN format('%s is that of a row of %s%s', columns, (SELECT relname FROM pg_class WHERE oid = confrelid), CASE confdeltype
          WHEN 'c' THEN ', and the row goes with it' WHEN 'n' THEN ', and is emptied when that row goes'
          ELSE ', which stays as long as it is named' END)
        WHEN conname LIKE '%\_is\_known' THEN format('%s is one of: %s', columns, (
          SELECT string_agg(quoted[1], ', ') FROM regexp_matches(pg_get_constraintdef(oid), '''([^'']+)''', 'g') quoted))
        WHEN conname LIKE '%\_is\_e164' THEN format('%s is in E.164: a plus sign and 7 to 15 digits', columns)
        WHEN conname LIKE '%\_score\_is\_percent' THEN format('%s is 0 to 100', columns)
        END AS meaning FROM keys
    )
    SELECT format('COMMENT ON CONSTRAINT %I ON public.%I IS %L', conname, relname, meaning) FROM meanings WHERE meaning IS NOT NULL
    UNION ALL
    SELECT format('COMMENT ON INDEX public.%I IS %L', conname, format('Keeps the constraint %s of %s', conname, relname))
    FROM keys WHERE contype IN ('p', 'u')
    UNION ALL
    SELECT format('COMMENT ON TRIGGER %I ON public.%I IS %L', t.tgname, c.relname, format('%s %s: %s',
      CASE WHEN t.tgtype & 2 = 2 THEN 'Before' ELSE 'After' END,
      concat_ws(' or ', CASE WHEN t.tgtype & 4 = 4 THEN 'insert' END, CASE WHEN t.tgtype & 16 = 16 THEN 'update' END,
        CASE WHEN t.tgtype & 8 = 8 THEN 'delete' END, CASE WHEN t.tgtype & 32 = 32 THEN 'truncate' END),
      lower(left(d.description, 1)) || substr(d.description, 2)))
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_description d ON d.objoid = t.tgfoid AND d.classoid = 'pg_proc'::regclass
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgname <> 'cache_invalidation_system_config'
    UNION ALL
    SELECT format('COMMENT ON COLUMN %s.%I IS %L', view, a.attname, col_description(source.attrelid, source.attnum))
    FROM (
      SELECT c.oid::regclass AS view, pair.of::regclass AS of FROM (VALUES
          ('calls', 'calls'), ('leads', 'lead_analytics'), ('outcomes', 'agent_call_outcomes'), ('transcripts', 'transcripts'),
          ('agent_days', 'agent_analytics'), ('changed', 'calls')) pair (stand_in, of)
        JOIN pg_class c ON c.relnamespace = 'absent'::regnamespace AND c.relname IN (stand_in || '_old', stand_in || '_new')
      UNION ALL VALUES
        ('call_contributions'::regclass, 'rollup_changes'::regclass), ('recent_call_analytics'::regclass, 'call_analytics_cache'::regclass),
        ('person_leads'::regclass, 'leads'::regclass), ('my_kpi_summary'::regclass, 'user_kpi_summary'::regclass)
    ) repeats
      JOIN pg_attribute a ON a.attrelid = view AND a.attnum > 0
      JOIN pg_attribute source ON source.attrelid = of AND source.attname = a.attname
    WHERE col_description(source.attrelid, source.attnum) IS NOT NULL
  LOOP
    EXECUTE sentence;
  END LOOP;
END $$;
