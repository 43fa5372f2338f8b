-- Whoever moves a tenant's rollups holds them until its transaction ends. Writers of one tenant would meet at the row of its
-- month anyway; held by one lock, taken before any of the rows, they cannot wait for each other in a circle.
CREATE OR REPLACE FUNCTION hold_rollups(tenants uuid[]) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('rollups'), held.key)
  FROM (SELECT DISTINCT hashtext(tenant::text) AS key FROM unnest(tenants) tenant ORDER BY 1) held;
END $$;
COMMENT ON FUNCTION hold_rollups(uuid[]) IS 'Holds the rollups of these tenants until the transaction ends, so that writers cannot wait in a circle';

-- Rebuilding reads after the lock: a write whose trigger had the lock before is committed and seen; one whose trigger comes
-- after is not seen, waits, and adds its difference to the rebuilt rows. A snapshot from before the lock would break that.
CREATE OR REPLACE FUNCTION hold_rollups_to_rebuild(tenant uuid) RETURNS void
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Rollups are rebuilt in a READ COMMITTED transaction.' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  PERFORM hold_rollups(ARRAY[tenant]);
  -- What this transaction has collected is counted with the rows that it wrote.
  PERFORM apply_rollup_changes('rollup_changes', 'INSERT');
END $$;
COMMENT ON FUNCTION hold_rollups_to_rebuild(uuid) IS 'Holds a tenant''s rollups to rebuild them, in a READ COMMITTED transaction only';
