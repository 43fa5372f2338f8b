-- An account whose time of grace is over loses everything that is somebody's: calls and what was said, contacts, sessions, the name.
-- What remains is the ledger, which accounting needs, and a row without a name to which the ledger and the audit log refer.
-- A call takes at most rows_max rows and says how many it took, in an order in which no trigger does much work for each; whoever
-- wants the account gone calls again until it is zero, with the same rows_max as the objects were listed with. Nothing depends on an earlier call, so it may be interrupted anywhere.
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

  -- First nobody signs in and no event finds the account any more. Events of its agents that were never booked become its own, once:
  -- the inbox has no other way to them than to be read from end to end.
  IF owner.is_active OR EXISTS (SELECT FROM agents WHERE user_id = account AND elevenlabs_agent_id NOT LIKE 'erased:%') THEN
    UPDATE webhook_events e SET user_id = account FROM agents a
    WHERE a.user_id = account AND e.user_id IS NULL AND e.provider_agent_id = a.elevenlabs_agent_id;
    UPDATE users SET is_active = false, password_hash = NULL WHERE id = account;
    UPDATE agents SET is_active = false, elevenlabs_agent_id = left('erased:' || elevenlabs_agent_id, 128)
    WHERE user_id = account AND elevenlabs_agent_id NOT LIKE 'erased:%';
    RETURN 1;
  END IF;

  DELETE FROM webhook_events WHERE id IN (SELECT e.id FROM list_events_to_erase(account, rows_max) e
    WHERE (e.body_storage_key IS NULL OR e.body_storage_key = ANY (gone_objects))
      AND (e.audio_storage_key IS NULL OR e.audio_storage_key = ANY (gone_objects)));
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;

  -- What calls would be counted into goes before them, and what is counted from them after them.
  FOREACH emptied IN ARRAY ARRAY['dashboard_cache', 'agent_targets', 'agent_performance_trends'] LOOP
    EXECUTE format('DELETE FROM %1$I WHERE id IN (SELECT id FROM %1$I WHERE user_id = $1 LIMIT $2)', emptied) USING account, rows_max;
    GET DIAGNOSTICS removed = ROW_COUNT;
    IF removed > 0 THEN RETURN removed; END IF;
  END LOOP;

  DELETE FROM calls WHERE id IN (SELECT c.id FROM list_calls_to_erase(account, rows_max) c
    WHERE c.recording_storage_key IS NULL OR c.recording_storage_key = ANY (gone_objects));
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;
  -- The rest wait for their objects; whoever calls has to list them first.
  IF EXISTS (SELECT FROM calls WHERE user_id = account) OR EXISTS (SELECT FROM webhook_events WHERE user_id = account) THEN
    RAISE EXCEPTION 'The stored objects of this account are erased before what names them.'
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;

  DELETE FROM call_segment_analytics WHERE (user_id, date, agent_id, call_source, lead_type) IN (
    SELECT user_id, date, agent_id, call_source, lead_type FROM call_segment_analytics WHERE user_id = account LIMIT rows_max);
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;

  DELETE FROM contact_import_rows WHERE ctid = ANY (ARRAY (SELECT r.ctid FROM contact_import_rows r
    JOIN contact_imports i ON i.id = r.import_id WHERE i.user_id = account LIMIT rows_max));
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN RETURN removed; END IF;
  IF EXISTS (SELECT FROM contact_imports WHERE user_id = account AND storage_key IS NOT NULL AND storage_key <> ALL (gone_objects)) THEN
    RAISE EXCEPTION 'The files of this account''s imports are erased before what names them.'
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;

  FOREACH emptied IN ARRAY ARRAY['customers', 'follow_ups', 'contacts', 'deleted_contacts', 'contact_imports', 'leads', 'agent_analytics', 'user_analytics', 'user_daily_analytics',
    'call_analytics_cache', 'agents', 'saved_views', 'user_sessions', 'oauth_accounts', 'email_verification_tokens', 'password_reset_tokens',
    'second_factor_recovery_codes'] LOOP
    EXECUTE format('DELETE FROM %1$I WHERE id IN (SELECT id FROM %1$I WHERE user_id = $1 LIMIT $2)', emptied) USING account, rows_max;
    GET DIAGNOSTICS removed = ROW_COUNT;
    IF removed > 0 THEN RETURN removed; END IF;
  END LOOP;

  DELETE FROM second_factors WHERE user_id = account;
  DELETE FROM stale_trends WHERE tenant_id = account;
  DELETE FROM user_notes WHERE target_user_id = account;
  DELETE FROM call_search_rebuilds WHERE user_id = account;
  DELETE FROM audit_findings WHERE tenant_id = account;
  DELETE FROM rollup_changes WHERE user_id = account;
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

-- What goes next, in the order of an index, so that no call looks at more than it takes.
CREATE OR REPLACE FUNCTION list_events_to_erase(account uuid, rows_max integer) RETURNS TABLE (
  id uuid, body_storage_key text, audio_storage_key text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT id, body_storage_key, audio_storage_key FROM webhook_events WHERE user_id = account ORDER BY call_id LIMIT rows_max
$$;
COMMENT ON FUNCTION list_events_to_erase(uuid, integer) IS 'The events of an account that the next call of erase_account takes';

-- Neighbours in time, so that a batch moves few days.
CREATE OR REPLACE FUNCTION list_calls_to_erase(account uuid, rows_max integer) RETURNS TABLE (id uuid, recording_storage_key text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT id, recording_storage_key FROM calls WHERE user_id = account ORDER BY started_at DESC, id DESC LIMIT rows_max
$$;
COMMENT ON FUNCTION list_calls_to_erase(uuid, integer) IS 'The calls of an account that the next call of erase_account takes, the newest first';

CREATE OR REPLACE FUNCTION list_objects_to_erase(account uuid, rows_max integer DEFAULT 1000) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  WITH due AS (SELECT u.id FROM users u WHERE u.id = account AND u.delete_after <= now() AND NOT u.is_active)
  SELECT k.key FROM due, list_events_to_erase(due.id, rows_max) e, unnest(ARRAY[e.body_storage_key, e.audio_storage_key]) AS k (key)
  WHERE k.key IS NOT NULL
  UNION
  SELECT c.recording_storage_key FROM due, list_calls_to_erase(due.id, rows_max) c WHERE c.recording_storage_key IS NOT NULL
  UNION
  SELECT i.storage_key FROM due JOIN contact_imports i ON i.user_id = due.id WHERE i.storage_key IS NOT NULL
$$;
COMMENT ON FUNCTION list_objects_to_erase(uuid, integer) IS
  'Keys of stored bodies and recordings that the next call of erase_account asks to be gone; none for an account that is not due';

CREATE OR REPLACE FUNCTION list_accounts_to_erase() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT id FROM users WHERE delete_after <= now() ORDER BY delete_after, id $$;
COMMENT ON FUNCTION list_accounts_to_erase() IS 'Accounts whose time of grace is over, the longest due first';
