-- Their digests are made in another way than before.
INSERT INTO call_search_rebuilds (user_id, first_day, last_day)
SELECT id, '-infinity', 'infinity' FROM users u WHERE EXISTS (SELECT FROM calls WHERE user_id = u.id)
ON CONFLICT ON CONSTRAINT call_search_rebuilds_pkey DO UPDATE SET before_started_at = NULL, before_call_id = NULL;
