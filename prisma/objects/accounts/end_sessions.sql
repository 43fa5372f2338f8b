-- A closed account, another role and another password end the sessions that were opened before. The session that changes its own
-- password names itself in app.session_id and goes on.
CREATE OR REPLACE FUNCTION trg_users_end_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  reason text := CASE WHEN NOT NEW.is_active THEN 'account_closed' WHEN NEW.role <> OLD.role THEN 'role_changed' ELSE 'password_changed' END;
  kept uuid := CASE WHEN reason = 'password_changed' THEN nullif(current_setting('app.session_id', true), '')::uuid END;
BEGIN
  -- A sign-in that is under way has its session before this, or finds the account as it is after this.
  PERFORM pg_advisory_xact_lock(hashtext('sessions of'), hashtext(NEW.id::text));
  UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = reason
  WHERE user_id = NEW.id AND is_active AND id IS DISTINCT FROM kept;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_users_end_sessions() IS
  'A closed account, another role and another password end the sessions that were opened before';

CREATE OR REPLACE TRIGGER trigger_users_end_sessions
  AFTER UPDATE ON users
  FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active OR NEW.role <> OLD.role OR NEW.password_hash IS DISTINCT FROM OLD.password_hash)
  EXECUTE FUNCTION trg_users_end_sessions();
