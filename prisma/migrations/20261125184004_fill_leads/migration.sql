-- The leads of everybody who called before there was a table of them.
SELECT recompute_leads(user_id, array_agg(DISTINCT person_key)) FROM lead_analytics GROUP BY user_id ORDER BY user_id;
