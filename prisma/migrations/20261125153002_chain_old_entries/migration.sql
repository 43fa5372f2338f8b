-- Entries written before the chain was there are chained in the order in which they were made.
ALTER TABLE admin_audit_log DISABLE TRIGGER trigger_admin_audit_log_refuse_change;
DO $$
DECLARE
  entry admin_audit_log;
  head audit_chain_head;
BEGIN
  SELECT * INTO STRICT head FROM audit_chain_head FOR UPDATE;
  FOR entry IN SELECT * FROM admin_audit_log WHERE entry_number IS NULL ORDER BY created_at, id LOOP
    entry.entry_number := head.entry_number + 1;
    entry.previous_hash := head.entry_hash;
    entry.entry_hash := audit_entry_hash(entry);
    UPDATE admin_audit_log SET entry_number = entry.entry_number, previous_hash = entry.previous_hash, entry_hash = entry.entry_hash
    WHERE id = entry.id;
    head.entry_number := entry.entry_number;
    head.entry_hash := entry.entry_hash;
  END LOOP;
  UPDATE audit_chain_head SET entry_number = head.entry_number, entry_hash = head.entry_hash;
END $$;
ALTER TABLE admin_audit_log
  ENABLE TRIGGER trigger_admin_audit_log_refuse_change,
  ALTER COLUMN entry_number SET NOT NULL,
  ALTER COLUMN previous_hash SET NOT NULL,
  ALTER COLUMN entry_hash SET NOT NULL;
