-- Every row of leads is what that person's leads add up to, and everybody with a lead has one.
-- depends on: rollups/person_leads.sql
CREATE OR REPLACE FUNCTION find_lead_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH made AS (
    SELECT p.user_id, p.person_key, p.latest_call_date AS day, to_jsonb(p) AS columns FROM person_leads p
    WHERE tenant IS NULL OR p.user_id = tenant
  ), kept AS (
    SELECT l.user_id, l.person_key, l.latest_call_date AS day, to_jsonb(l) AS columns FROM leads l
    WHERE tenant IS NULL OR l.user_id = tenant
  )
  SELECT 'lead_is_not_its_calls', user_id, 'leads', person_key, CASE
      WHEN k.columns IS NULL THEN 'has no row'
      WHEN m.columns IS NULL THEN 'has a row and no lead'
      ELSE (SELECT string_agg(format('%s is %s, should be %s', name, k.columns -> name, value), '; ' ORDER BY name)
        FROM jsonb_each(m.columns) c (name, value) WHERE value IS DISTINCT FROM k.columns -> name) END,
    coalesce(k.day, m.day)
  FROM made m FULL JOIN kept k USING (user_id, person_key)
  WHERE k.columns @> m.columns IS NOT TRUE
$$;
COMMENT ON FUNCTION find_lead_differences(uuid) IS
  'Rows of leads that are not what the person''s leads add up to, with the day to rebuild; of one tenant, or of all';
