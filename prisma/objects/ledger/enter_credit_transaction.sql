-- The database orders a user's ledger entries and fills each running balance: balance_after = previous + amount.
-- The lock on the user's row makes the next entry wait for this one; each query below sees what was committed, and what
-- this statement entered, before it.
CREATE OR REPLACE FUNCTION trg_credit_transactions_enter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  last record;
BEGIN
  PERFORM FROM users WHERE id = NEW.user_id FOR NO KEY UPDATE;
  SELECT entry_number, balance_after INTO last
  FROM credit_transactions WHERE user_id = NEW.user_id ORDER BY entry_number DESC LIMIT 1;
  NEW.entry_number := coalesce(last.entry_number, 0) + 1;
  NEW.balance_after := coalesce(last.balance_after, 0) + NEW.amount;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_credit_transactions_enter() IS 'Numbers a tenant''s ledger entries and fills each running balance';

CREATE OR REPLACE TRIGGER trigger_credit_transactions_enter
  BEFORE INSERT ON credit_transactions
  FOR EACH ROW EXECUTE FUNCTION trg_credit_transactions_enter();
