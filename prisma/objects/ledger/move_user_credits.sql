-- users.credits is the newest balance of the ledger, moved once a statement.
CREATE OR REPLACE FUNCTION trg_credit_transactions_move_credits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE users u SET credits = newest.balance_after
  FROM (SELECT DISTINCT ON (user_id) user_id, balance_after FROM entries ORDER BY user_id, entry_number DESC) newest
  WHERE u.id = newest.user_id;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_credit_transactions_move_credits() IS 'users.credits is the newest balance of the ledger, moved once a statement';

CREATE OR REPLACE TRIGGER trigger_credit_transactions_move_credits
  AFTER INSERT ON credit_transactions
  REFERENCING NEW TABLE AS entries
  FOR EACH STATEMENT EXECUTE FUNCTION trg_credit_transactions_move_credits();
