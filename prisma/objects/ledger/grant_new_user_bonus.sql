-- A new user's free credits are a ledger entry.
CREATE OR REPLACE FUNCTION trg_users_grant_bonus() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  bonus integer := setting_integer('new_user_bonus_credits');
BEGIN
  IF bonus > 0 THEN
    INSERT INTO credit_transactions (user_id, type, amount, description, occurred_at)
    VALUES (NEW.id, 'bonus', bonus, 'Welcome credits', NEW.created_at);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_users_grant_bonus() IS 'A new user''s free credits are a ledger entry';

CREATE OR REPLACE TRIGGER trigger_users_grant_bonus
  AFTER INSERT ON users
  FOR EACH ROW EXECUTE FUNCTION trg_users_grant_bonus();
