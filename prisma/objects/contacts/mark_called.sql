-- A contact is marked as one with calls exactly while a call points at it. A failure leaves the mark wrong, never the call unwritten.
-- depends on: core/absent_transition_tables.sql
CREATE OR REPLACE FUNCTION trg_contacts_from_calls() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
  left_behind uuid[];
BEGIN
  left_behind := ARRAY(
    SELECT DISTINCT o.contact_id FROM calls_old o LEFT JOIN calls_new n ON n.id = o.id
    WHERE o.contact_id IS NOT NULL AND n.contact_id IS DISTINCT FROM o.contact_id);
  IF cardinality(left_behind) > 0 THEN
    -- A call that somebody else is giving them waits, or has been waited for: its foreign key locks the contact too.
    PERFORM FROM contacts WHERE id = ANY (left_behind) ORDER BY id FOR UPDATE;
    UPDATE contacts c SET has_calls = false WHERE c.id = ANY (left_behind) AND c.has_calls
      AND NOT EXISTS (SELECT FROM calls k WHERE k.user_id = c.user_id AND k.contact_id = c.id);
  END IF;
  UPDATE contacts c SET has_calls = true WHERE NOT c.has_calls AND c.id IN (
    SELECT n.contact_id FROM calls_new n LEFT JOIN calls_old o ON o.id = n.id
    WHERE n.contact_id IS NOT NULL AND n.contact_id IS DISTINCT FROM o.contact_id);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_contacts_from_calls() IS 'A contact is marked as one with calls exactly while a call points at it';

CREATE OR REPLACE TRIGGER trigger_contacts_from_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_contacts_from_calls();

CREATE OR REPLACE TRIGGER trigger_contacts_from_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_contacts_from_calls();

CREATE OR REPLACE TRIGGER trigger_contacts_from_calls_delete
  AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_contacts_from_calls();
