-- The ledger is append-only, but for the link to the call: an entry outlives a deleted call without it, by the foreign key, and has it
-- again when the call of its conversation is restored.
CREATE OR REPLACE FUNCTION trg_credit_transactions_refuse_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'call_id' = to_jsonb(OLD) - 'call_id' THEN
    IF OLD.call_id IS NOT NULL AND NEW.call_id IS NULL AND NOT EXISTS (SELECT FROM calls WHERE id = OLD.call_id)
      OR OLD.call_id IS NULL AND EXISTS (
        SELECT FROM calls
        WHERE id = NEW.call_id AND user_id = NEW.user_id AND elevenlabs_conversation_id = NEW.conversation_id) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'Ledger entries are never changed or deleted; write a correcting entry.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'credit_transactions_are_append_only', TABLE = 'credit_transactions';
END $$;
COMMENT ON FUNCTION trg_credit_transactions_refuse_change() IS 'The ledger is append-only; an entry only loses the link to a deleted call';

CREATE OR REPLACE TRIGGER trigger_credit_transactions_refuse_change
  BEFORE UPDATE OR DELETE ON credit_transactions
  FOR EACH ROW EXECUTE FUNCTION trg_credit_transactions_refuse_change();

CREATE OR REPLACE TRIGGER trigger_credit_transactions_refuse_truncate
  BEFORE TRUNCATE ON credit_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION trg_credit_transactions_refuse_change();
