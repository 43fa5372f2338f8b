-- Who acts is asked of the accounts themselves, so that the administrators' connection alone grants nobody anything: only an active
-- super_admin gives or takes a role, and nobody their own.
-- depends on: live/request_mail.sql
CREATE OR REPLACE FUNCTION change_user_role(acting_user uuid, target_user uuid, new_role text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  old_role text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  IF acting_user = target_user OR NOT EXISTS (SELECT FROM users WHERE id = acting_user AND is_active AND role = 'super_admin') THEN
    RAISE EXCEPTION 'Only an active super_admin changes the role of somebody else.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT role INTO old_role FROM users WHERE id = target_user FOR NO KEY UPDATE;
  IF old_role <> new_role THEN
    UPDATE users SET role = new_role WHERE id = target_user;
    UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'role_changed' WHERE user_id = target_user AND is_active;
  END IF;
  RETURN old_role;
END $$;
COMMENT ON FUNCTION change_user_role(uuid, uuid, text) IS
  'Gives somebody another role, in the name of an active super_admin, and ends their sessions; returns the role before, NULL when there is no such account';

CREATE OR REPLACE FUNCTION set_user_active(acting_user uuid, target_user uuid, active boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  before users;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  SELECT * INTO before FROM users WHERE id = target_user FOR NO KEY UPDATE;
  IF acting_user = target_user OR NOT EXISTS (
    SELECT FROM users
    WHERE id = acting_user AND is_active AND (role = 'super_admin' OR role = 'admin' AND coalesce(before.role, 'user') = 'user')) THEN
    RAISE EXCEPTION 'Only an active admin opens or closes the account of a user, and only a super_admin that of an admin.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF before.is_active <> active THEN
    UPDATE users SET is_active = active WHERE id = target_user;
    IF NOT active THEN
      UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'account_closed' WHERE user_id = target_user AND is_active;
      UPDATE contact_imports SET cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp())
      WHERE user_id = target_user AND status = 'running';
    END IF;
    PERFORM request_mail(CASE WHEN active THEN 'account-opened' ELSE 'account-closed' END, before.email);
  END IF;
  RETURN before.is_active;
END $$;
COMMENT ON FUNCTION set_user_active(uuid, uuid, boolean) IS
  'Closes an account, ends its sessions and imports, or opens it again, and tells its owner, in the name of an active admin; returns whether it was open, NULL when there is no such account';
