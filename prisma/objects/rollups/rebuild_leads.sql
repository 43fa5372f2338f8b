-- Counts the leads of everybody anew who was called, or whose row says so, in these days, and says how many rows that changed.
-- depends on: rollups/recompute_leads.sql
CREATE OR REPLACE FUNCTION rebuild_leads(tenant uuid, first_day date DEFAULT '-infinity', last_day date DEFAULT 'infinity') RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM hold_rollups_to_rebuild(tenant);
  SELECT coalesce(sum(recompute_leads(tenant, keys) + remove_leads_without_calls(tenant, keys)), 0) INTO changed FROM (
    -- In pieces, so that no array holds all the persons of a large tenant.
    SELECT array_agg(person_key) AS keys FROM (
      SELECT person_key, row_number() OVER (ORDER BY person_key) AS place FROM (
        SELECT person_key FROM lead_analytics WHERE user_id = tenant AND call_date BETWEEN first_day AND last_day
        UNION
        SELECT person_key FROM leads WHERE user_id = tenant AND latest_call_date BETWEEN first_day AND last_day
      ) persons
    ) numbered GROUP BY place / 10000
  ) pieces;
  IF changed > 0 THEN
    PERFORM announce_rebuilt(tenant, 'leads');
  END IF;
  RETURN changed;
END $$;
COMMENT ON FUNCTION rebuild_leads(uuid, date, date) IS
  'Makes the rows of leads what a tenant''s lead_analytics add up to, for everybody who was called in these days, and says how many that changed';
