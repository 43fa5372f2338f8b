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
