-- An account whose time of grace is over loses everything that is somebody's: calls and what was said, contacts, sessions, the name.
-- What remains is the ledger, which accounting needs, and a row without a name to which the ledger and the audit log refer.
-- A call takes at most rows_max rows and says how many it took, in an order in which no trigger does much work for each; whoever
-- wants the account gone calls again until it is zero. Nothing depends on an earlier call, so it may be interrupted anywhere.
-- An event or a call that names a stored object goes only once its object is said to be gone: a killed run leaves no recording behind.
CREATE OR REPLACE FUNCTION erase_account(account uuid, gone_objects text[] DEFAULT '{}', rows_max integer DEFAULT 1000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  owner record;
  emptied text;
  removed integer;
BEGIN
  SELECT email, is_active INTO owner FROM users WHERE id = account AND delete_after <= now() FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;

  -- First nobody signs in and no event finds the account any more. Its agents keep their ids behind a word, by which their events are found.
  IF owner.is_active OR EXISTS (SELECT FROM agents WHERE user_id = account AND elevenlabs_agent_id NOT LIKE 'erased:%') THEN
    UPDATE users SET is_active = false, password_hash = NULL WHERE id = account;
    UPDATE agents SET is_active = false, elevenlabs_agent_id = left('erased:' || elevenlabs_agent_id, 128)
    WHERE user_id = account AND elevenlabs_agent_id NOT LIKE 'erased:%';
    RETURN 1;
  END IF;

  DELETE FROM webhook_events WHERE id IN (SELECT e.id FROM list_events_to_erase(account) e
    WHERE (e.body_storage_key IS NULL OR e.body_storage_key = ANY (gone_objects))
      AND (e.audio_storage_key IS NULL OR e.audio_storage_key = ANY (gone_objects))
    LIMIT rows_max);
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;

  -- What calls would be counted into goes before them, and what is counted from them after them.
  FOREACH emptied IN ARRAY ARRAY['dashboard_cache', 'agent_targets', 'agent_performance_trends'] LOOP
    EXECUTE format('DELETE FROM %1$I WHERE id IN (SELECT id FROM %1$I WHERE user_id = $1 LIMIT $2)', emptied) USING account, rows_max;
    GET DIAGNOSTICS removed = ROW_COUNT;
    IF removed > 0 THEN RETURN removed; END IF;
  END LOOP;

  -- Neighbours in time, so that a batch moves few days.
  DELETE FROM calls WHERE id IN (
    SELECT id FROM calls WHERE user_id = account AND (recording_storage_key IS NULL OR recording_storage_key = ANY (gone_objects))
    ORDER BY started_at DESC, id DESC LIMIT rows_max);
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;
  -- The rest wait for their objects; whoever calls has to list them first.
  IF EXISTS (SELECT FROM calls WHERE user_id = account) OR EXISTS (SELECT FROM list_events_to_erase(account)) THEN
    RAISE EXCEPTION 'The stored objects of this account are erased before what names them.'
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;

  FOREACH emptied IN ARRAY ARRAY['customers', 'follow_ups', 'contacts', 'agent_analytics', 'user_analytics', 'user_daily_analytics',
    'call_analytics_cache', 'agents', 'user_sessions', 'oauth_accounts', 'email_verification_tokens', 'password_reset_tokens',
    'second_factor_recovery_codes'] LOOP
    EXECUTE format('DELETE FROM %1$I WHERE id IN (SELECT id FROM %1$I WHERE user_id = $1 LIMIT $2)', emptied) USING account, rows_max;
    GET DIAGNOSTICS removed = ROW_COUNT;
    IF removed > 0 THEN RETURN removed; END IF;
  END LOOP;

  DELETE FROM second_factors WHERE user_id = account;
  DELETE FROM stale_trends WHERE tenant_id = account;
  DELETE FROM audit_findings WHERE tenant_id = account;
  DELETE FROM login_attempts WHERE email = owner.email;
  DELETE FROM password_reset_attempts WHERE email = owner.email;
  UPDATE phone_numbers SET assigned_to_user_id = NULL WHERE assigned_to_user_id = account;
  UPDATE users SET email = 'deleted-' || id || '@invalid.example', name = 'Deleted account', email_verified = false,
    role = 'user', auth_provider = 'email', password_changed_at = NULL, delete_after = NULL
  WHERE id = account;
  RETURN 1;
END $$;
COMMENT ON FUNCTION erase_account(uuid, text[], integer) IS
  'Erases at most rows_max rows of an account whose time of grace is over, and at last its name; says how many, zero when it is done or not due';

-- Its events, those of its agents among them that were never booked.
CREATE OR REPLACE FUNCTION list_events_to_erase(account uuid) RETURNS TABLE (id uuid, body_storage_key text, audio_storage_key text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT e.id, e.body_storage_key, e.audio_storage_key FROM webhook_events e WHERE e.user_id = account
  UNION ALL
  SELECT e.id, e.body_storage_key, e.audio_storage_key FROM webhook_events e
  JOIN agents a ON a.user_id = account AND a.elevenlabs_agent_id = left('erased:' || e.provider_agent_id, 128)
  WHERE e.user_id IS NULL AND e.provider_agent_id IS NOT NULL
$$;
COMMENT ON FUNCTION list_events_to_erase(uuid) IS
  'The inbox''s events of an account that is being erased, and those of its agents that were never booked, with their stored objects';

-- The same limit and order as erasing has, so that what is listed is what goes next.
CREATE OR REPLACE FUNCTION list_objects_to_erase(account uuid, rows_max integer DEFAULT 1000) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH due AS (SELECT u.id FROM users u WHERE u.id = account AND u.delete_after <= now() AND NOT u.is_active)
  SELECT key FROM (
    SELECT unnest(ARRAY[e.body_storage_key, e.audio_storage_key]) AS key FROM due, list_events_to_erase(due.id) e
    WHERE e.body_storage_key IS NOT NULL OR e.audio_storage_key IS NOT NULL LIMIT rows_max
  ) of_events WHERE key IS NOT NULL
  UNION
  (SELECT c.recording_storage_key FROM due JOIN calls c ON c.user_id = due.id
   WHERE c.recording_storage_key IS NOT NULL ORDER BY c.started_at DESC, c.id DESC LIMIT rows_max)
$$;
COMMENT ON FUNCTION list_objects_to_erase(uuid, integer) IS
  'Keys of stored bodies and recordings that the next call of erase_account asks to be gone; none for an account that is not due';

CREATE OR REPLACE FUNCTION list_accounts_to_erase() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT id FROM users WHERE delete_after <= now() ORDER BY delete_after, id $$;
COMMENT ON FUNCTION list_accounts_to_erase() IS 'Accounts whose time of grace is over, the longest due first';
