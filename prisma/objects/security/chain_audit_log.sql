-- The audit log is one chain: each entry has the next number and a hash over all of itself and the hash before it.
CREATE OR REPLACE FUNCTION audit_entry_hash(entry admin_audit_log) RETURNS text
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  -- In an array nothing can move from one column into the next, and jsonb has one text for one value.
  SELECT encode(sha256(convert_to(jsonb_build_array(
    entry.entry_number, entry.previous_hash, entry.id, entry.admin_user_id, entry.action, entry.resource_type, entry.resource_id,
    entry.target_user_id, entry.details, entry.ip_address::text, entry.user_agent,
    (extract(epoch FROM entry.created_at) * 1000000)::bigint)::text, 'UTF8')), 'hex')
$$;
COMMENT ON FUNCTION audit_entry_hash(admin_audit_log) IS
  'SHA-256 of an entry of the audit log: all that it says, its number, and the hash of the entry before it';

CREATE OR REPLACE FUNCTION trg_admin_audit_log_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  head audit_chain_head;
BEGIN
  -- Held until the transaction ends: of entries at the same time, one follows the other.
  SELECT * INTO STRICT head FROM audit_chain_head FOR UPDATE;
  NEW.entry_number := head.entry_number + 1;
  NEW.previous_hash := head.entry_hash;
  NEW.entry_hash := audit_entry_hash(NEW);
  UPDATE audit_chain_head SET entry_number = NEW.entry_number, entry_hash = NEW.entry_hash;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_admin_audit_log_chain() IS 'An entry of the audit log is numbered and carries the hash of the entry before it';

CREATE OR REPLACE TRIGGER trigger_admin_audit_log_chain
  BEFORE INSERT ON admin_audit_log
  FOR EACH ROW EXECUTE FUNCTION trg_admin_audit_log_chain();

CREATE OR REPLACE FUNCTION verify_audit_chain() RETURNS TABLE (entry_number bigint, entry_id uuid, fault text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH entries AS (
    SELECT e.entry_number, e.id, e.previous_hash, e.entry_hash, audit_entry_hash(e) AS true_hash,
      lag(e.entry_number, 1, 0::bigint) OVER in_order AS number_before,
      lag(e.entry_hash, 1, repeat('0', 64)::varchar) OVER in_order AS hash_before
    FROM admin_audit_log e
    WINDOW in_order AS (ORDER BY e.entry_number, e.id)
  ), newest AS (
    SELECT coalesce(max(e.entry_number), 0) AS entry_number FROM entries e
  ), faults AS (
    SELECT e.entry_number, e.id, 'what it says was changed' AS fault FROM entries e WHERE e.entry_hash IS DISTINCT FROM e.true_hash
    UNION ALL
    SELECT e.entry_number, e.id, CASE WHEN e.entry_number = e.number_before THEN 'its number is given twice' ELSE 'entries before it are missing' END
    FROM entries e WHERE e.entry_number <> e.number_before + 1
    UNION ALL
    SELECT e.entry_number, e.id, 'it does not follow the entry before it'
    FROM entries e WHERE e.entry_number = e.number_before + 1 AND e.previous_hash IS DISTINCT FROM e.hash_before
    UNION ALL
    SELECT n.entry_number, NULL, 'the newest entries are missing, or the end of the chain was changed'
    FROM newest n
    WHERE NOT EXISTS (
      SELECT FROM audit_chain_head h
      WHERE h.entry_number = n.entry_number
        AND h.entry_hash = coalesce((SELECT e.entry_hash FROM entries e WHERE e.entry_number = n.entry_number LIMIT 1), repeat('0', 64)))
  )
  SELECT f.entry_number, f.id, f.fault FROM faults f ORDER BY f.entry_number, f.fault LIMIT 100
$$;
COMMENT ON FUNCTION verify_audit_chain() IS
  'Where the chain of the audit log is broken, the first hundred faults in its order; none when nobody has touched it';
