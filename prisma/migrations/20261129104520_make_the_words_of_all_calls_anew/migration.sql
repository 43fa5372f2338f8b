-- object: search/1_searchable_text.sql removed
-- object: search/2_call_search_words.sql removed
-- object: search/call_search_query.sql removed
DROP FUNCTION matching_calls(text[], uuid[]);
DROP FUNCTION find_calls(text[], integer);
DROP FUNCTION expected_calls(text[]);
DROP FUNCTION call_search_query(uuid, text[], boolean);
DROP FUNCTION refresh_call_searches(uuid[]);
DROP FUNCTION write_call_searches(uuid[]);
DROP FUNCTION make_call_searches(uuid[]);
DROP FUNCTION call_search_words(uuid, text, text, jsonb);
DROP FUNCTION searchable_text(text);

-- By other rules than before. One row a tenant: the job makes the words, a piece at a time, behind those of fresh calls.
INSERT INTO call_search_rebuilds (user_id, first_day, last_day)
SELECT id, '-infinity', 'infinity' FROM users u WHERE EXISTS (SELECT FROM calls WHERE user_id = u.id);
