-- What administrators do to an account happens in functions that ask the accounts themselves who acts, so that the administrators'
-- connection alone does nothing: an active admin acts on users, an active super_admin on everybody.
-- depends on: core/setting_integer.sql
-- depends on: live/request_mail.sql
CREATE OR REPLACE FUNCTION administered_user(acting_user uuid, target_user uuid, needs_super_admin boolean DEFAULT false) RETURNS users
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users;
  acting_role text;
BEGIN
  -- Of two administrators at once, the second finds what the first has done.
  SELECT * INTO target FROM users WHERE id = target_user FOR NO KEY UPDATE;
  SELECT role INTO acting_role FROM users WHERE id = acting_user AND is_active;
  IF acting_role = 'super_admin' OR NOT needs_super_admin AND acting_role = 'admin' AND acting_user IS DISTINCT FROM target_user AND coalesce(target.role, 'user') = 'user' THEN
    RETURN target;
  END IF;
  RAISE EXCEPTION 'Only an active admin acts on the account of a user, and only a super_admin on that of an admin.'
    USING ERRCODE = 'insufficient_privilege';
END $$;
COMMENT ON FUNCTION administered_user(uuid, uuid, boolean) IS
  'The account that an administrator acts on, locked; refuses whoever may not act on it, and returns NULL when there is no such account';

CREATE OR REPLACE FUNCTION adjust_credits(acting_user uuid, target_user uuid, entry uuid, kind text, credits integer, words text,
  of_call uuid DEFAULT NULL) RETURNS TABLE (balance_before integer, balance_after integer, is_new boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  target users := administered_user(acting_user, target_user);
  earlier credit_transactions;
  conversation text;
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  SELECT * INTO earlier FROM credit_transactions t WHERE t.id = entry;
  IF FOUND THEN
    IF earlier.user_id <> target_user OR earlier.amount <> credits OR earlier.type <> kind THEN
      RAISE EXCEPTION 'An entry of this id says something else.' USING ERRCODE = 'unique_violation', CONSTRAINT = 'credit_transactions_pkey';
    END IF;
    RETURN QUERY SELECT earlier.balance_after - earlier.amount, earlier.balance_after, false;
    RETURN;
  END IF;
  IF kind NOT IN ('admin_adjustment', 'bonus', 'refund') OR (kind = 'refund') <> (of_call IS NOT NULL) OR kind = 'refund' AND credits <= 0 THEN
    RAISE EXCEPTION 'An administrator adjusts, gives a bonus, or gives the credits of a call back.' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF abs(credits) > setting_integer('admin_credit_limit')
    AND NOT EXISTS (SELECT FROM users u WHERE u.id = acting_user AND u.role = 'super_admin') THEN
    RAISE EXCEPTION 'Only a super_admin moves more than admin_credit_limit.'
      USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'credit_transactions_within_admin_limit';
  END IF;
  IF kind = 'refund' THEN
    SELECT max(t.conversation_id) INTO conversation FROM credit_transactions t WHERE t.user_id = target_user AND t.call_id = of_call
    HAVING -sum(t.amount) >= credits;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'A refund gives back at most what a call has cost.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_transactions_refund_within_charge', TABLE = 'credit_transactions';
    END IF;
  END IF;
  INSERT INTO credit_transactions (id, user_id, type, amount, description, created_by, call_id, conversation_id)
  VALUES (entry, target_user, kind, credits, words, acting_user, of_call, conversation);
  RETURN QUERY SELECT t.balance_after - t.amount, t.balance_after, true FROM credit_transactions t WHERE t.id = entry;
END $$;
COMMENT ON FUNCTION adjust_credits(uuid, uuid, uuid, text, integer, text, uuid) IS
  'Enters an adjustment, a bonus or the refund of a call into a tenant''s ledger, once for an id; the balance before and after, no row when there is no such account';

CREATE OR REPLACE FUNCTION verify_user_address(acting_user uuid, target_user uuid) RETURNS TABLE (was_verified boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user);
BEGIN
  IF target.id IS NOT NULL THEN
    UPDATE users SET email_verified = true WHERE id = target_user AND NOT email_verified;
    RETURN QUERY SELECT target.email_verified;
  END IF;
END $$;
COMMENT ON FUNCTION verify_user_address(uuid, uuid) IS
  'Takes an account''s address as proved; whether it was already, no row when there is no such account';

CREATE OR REPLACE FUNCTION send_user_reset(acting_user uuid, target_user uuid) RETURNS TABLE (email text, is_active boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  target users := administered_user(acting_user, target_user);
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  IF target.is_active THEN
    PERFORM request_mail('reset-password', target.email);
  END IF;
  RETURN QUERY SELECT target.email::text, target.is_active;
END $$;
COMMENT ON FUNCTION send_user_reset(uuid, uuid) IS
  'Has a link for a new password mailed to an account''s owner unless the account is closed; to which address, no row when there is no such account';

CREATE OR REPLACE FUNCTION end_user_sessions(acting_user uuid, target_user uuid, session uuid DEFAULT NULL) RETURNS TABLE (ended integer)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user);
  number_ended integer;
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  -- A sign-in that is under way has its session before this, or opens it after this.
  PERFORM pg_advisory_xact_lock(hashtext('sessions of'), hashtext(target_user::text));
  UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'ended_by_admin'
  WHERE user_id = target_user AND is_active AND (session IS NULL OR id = session);
  GET DIAGNOSTICS number_ended = ROW_COUNT;
  RETURN QUERY SELECT number_ended;
END $$;
COMMENT ON FUNCTION end_user_sessions(uuid, uuid, uuid) IS
  'Ends one session of an account, or all of them; how many, no row when there is no such account';

CREATE OR REPLACE FUNCTION lift_lockout(acting_user uuid, target_user uuid) RETURNS TABLE (forgiven integer)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user);
  number_forgiven integer;
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  UPDATE login_attempts SET forgiven_at = now()
  WHERE email = target.email AND NOT success AND forgiven_at IS NULL AND attempted_at > now() - interval '24 hours';
  GET DIAGNOSTICS number_forgiven = ROW_COUNT;
  RETURN QUERY SELECT number_forgiven;
END $$;
COMMENT ON FUNCTION lift_lockout(uuid, uuid) IS
  'Failures to sign in with an account''s address no longer make it wait; how many there were, no row when there is no such account';

CREATE OR REPLACE FUNCTION remove_second_factor(acting_user uuid, target_user uuid) RETURNS TABLE (had_one boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user, needs_super_admin => true);
  removed boolean;
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  IF acting_user = target_user THEN
    RAISE EXCEPTION 'Nobody removes their own second factor without giving it.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM second_factors WHERE user_id = target_user;
  removed := FOUND;
  DELETE FROM second_factor_recovery_codes WHERE user_id = target_user;
  IF removed THEN
    PERFORM pg_advisory_xact_lock(hashtext('sessions of'), hashtext(target_user::text));
    UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'second_factor_changed' WHERE user_id = target_user AND is_active;
    PERFORM request_mail('second-factor-off', target.email);
  END IF;
  RETURN QUERY SELECT removed;
END $$;
COMMENT ON FUNCTION remove_second_factor(uuid, uuid) IS
  'Takes an account''s authenticator and recovery codes away, ends its sessions and tells its owner; whether there was one, no row when there is no such account';

CREATE OR REPLACE FUNCTION request_user_time_zone(acting_user uuid, target_user uuid, zone text) RETURNS TABLE (zone_before text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user);
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  IF NOT is_time_zone(zone) THEN
    RAISE EXCEPTION 'A tenant gets a time zone that exists.' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM graphile_worker.add_job(
    'change-time-zone', json_build_object('userId', target_user, 'timezone', zone),
    queue_name => 'upkeep', job_key => 'change-time-zone ' || target_user, max_attempts => 5);
  RETURN QUERY SELECT target.timezone::text;
END $$;
COMMENT ON FUNCTION request_user_time_zone(uuid, uuid, text) IS
  'Asks the job processes to give a tenant another time zone; the one before, no row when there is no such account';

CREATE OR REPLACE FUNCTION schedule_user_deletion(acting_user uuid, target_user uuid, moment timestamptz) RETURNS TABLE (moment_before timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user);
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  IF acting_user = target_user THEN
    RAISE EXCEPTION 'An account is deleted from here by somebody else than its owner.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Those who leave at the same time come one after the other, or none would be left.
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  IF moment IS NOT NULL AND target.role = 'super_admin' AND NOT EXISTS (
    SELECT FROM users u WHERE u.role = 'super_admin' AND u.is_active AND u.delete_after IS NULL AND u.id <> target_user) THEN
    RAISE EXCEPTION 'The last active super_admin stays.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'users_keep_a_super_admin', TABLE = 'users';
  END IF;
  IF target.delete_after IS NOT NULL AND target.delete_after <= now() AND NOT target.is_active THEN
    RAISE EXCEPTION 'What is being erased cannot be kept.'
      USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'users_erasing_has_begun', TABLE = 'users';
  END IF;
  UPDATE users SET delete_after = CASE WHEN moment IS NULL THEN NULL ELSE coalesce(delete_after, moment) END WHERE id = target_user;
  IF moment IS NOT NULL AND target.delete_after IS NULL THEN
    PERFORM request_mail('deletion-requested', target.email);
  END IF;
  RETURN QUERY SELECT target.delete_after;
END $$;
COMMENT ON FUNCTION schedule_user_deletion(uuid, uuid, timestamptz) IS
  'Has an account erased from a moment on, the first one that was asked for, or not at all (NULL); what held before, no row when there is no such account';

CREATE OR REPLACE FUNCTION invite_user(acting_user uuid, new_user uuid, address text, known_as text, zone text, land text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM administered_user(acting_user, new_user);
  INSERT INTO users (id, email, name, email_verified, auth_provider, timezone, country)
  VALUES (new_user, address, known_as, false, 'email', zone, land)
  ON CONFLICT (email) DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM request_mail('invitation', address);
  RETURN true;
END $$;
COMMENT ON FUNCTION invite_user(uuid, uuid, text, text, text, text) IS
  'Makes an account without a password and mails its owner a link to choose one; false when the address has an account already';
