-- users.credits only ever equals the ledger's newest balance; a new user starts at zero and gets the bonus as an entry.
CREATE OR REPLACE FUNCTION trg_users_guard_credits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  balance integer;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.credits := 0;
    RETURN NEW;
  END IF;
  SELECT balance_after INTO balance FROM credit_transactions WHERE user_id = NEW.id ORDER BY entry_number DESC LIMIT 1;
  IF NEW.credits <> coalesce(balance, 0) THEN
    RAISE EXCEPTION 'Credits change only by a ledger entry.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'users_credits_equal_ledger', TABLE = 'users';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_users_guard_credits() IS 'users.credits only ever equals the ledger''s newest balance; a new user starts at zero';

CREATE OR REPLACE TRIGGER trigger_users_start_without_credits
  BEFORE INSERT ON users
  FOR EACH ROW EXECUTE FUNCTION trg_users_guard_credits();

CREATE OR REPLACE TRIGGER trigger_users_guard_credits
  BEFORE UPDATE OF credits ON users
  FOR EACH ROW WHEN (NEW.credits IS DISTINCT FROM OLD.credits)
  EXECUTE FUNCTION trg_users_guard_credits();
