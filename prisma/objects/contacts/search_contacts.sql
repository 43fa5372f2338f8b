-- A tenant finds contacts by words. The operator is not leakproof, so row-level security would look at every contact of the tenant:
-- this function runs as the owner, uses the index, and itself keeps to the tenant that the transaction names.
CREATE OR REPLACE FUNCTION search_contacts(query tsquery, rows_max integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  ids uuid[];
BEGIN
  -- Planned for this query: what is rare is found by the index of words, what is common among the tenant's contacts as they come.
  EXECUTE 'SELECT ARRAY (SELECT id FROM contacts WHERE search @@ $1 AND user_id = $2 LIMIT $3)' INTO ids USING query, app_user_id(), rows_max;
  RETURN ids;
END $$;
COMMENT ON FUNCTION search_contacts(tsquery, integer) IS
  'Ids of the contacts of the tenant named in app.user_id that match, at most rows_max of them in no order';
