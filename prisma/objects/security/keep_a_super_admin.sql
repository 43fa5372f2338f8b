-- There is always somebody who can make others administrators: the last active super_admin is neither demoted, closed nor deleted.
CREATE OR REPLACE FUNCTION trg_users_hold_administrators() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  -- One such change at a time, before any row is locked: two that each leave one super_admin would leave none.
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_users_hold_administrators() IS 'Changes of roles, closed accounts and deletions come one after the other';

CREATE OR REPLACE FUNCTION trg_users_keep_super_admin() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  -- The lock makes a transaction with an older view of the table fail, rather than count somebody who is gone.
  PERFORM FROM users WHERE role = 'super_admin' AND is_active ORDER BY id LIMIT 1 FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'The last active super_admin stays.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'users_keep_a_super_admin', TABLE = 'users';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_users_keep_super_admin() IS 'The last active super_admin is neither demoted, closed nor deleted';

CREATE OR REPLACE TRIGGER trigger_users_hold_administrators
  BEFORE UPDATE OF role, is_active OR DELETE ON users
  FOR EACH STATEMENT EXECUTE FUNCTION trg_users_hold_administrators();

CREATE OR REPLACE TRIGGER trigger_users_keep_super_admin_on_update
  AFTER UPDATE OF role, is_active ON users
  FOR EACH ROW WHEN (OLD.role = 'super_admin' AND OLD.is_active AND NOT (NEW.role = 'super_admin' AND NEW.is_active))
  EXECUTE FUNCTION trg_users_keep_super_admin();

CREATE OR REPLACE TRIGGER trigger_users_keep_super_admin_on_delete
  AFTER DELETE ON users
  FOR EACH ROW WHEN (OLD.role = 'super_admin' AND OLD.is_active)
  EXECUTE FUNCTION trg_users_keep_super_admin();
