-- object: accounts/erase_account.sql sha256:5be3f43cc13362bb7fcf766a0991643a4cdbb8d4e3b921a2e1b717eb641b2f17
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
  DELETE FROM call_search_rebuilds WHERE user_id = account;
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

-- object: search/1_call_search_sources.sql sha256:a85a1d41a43ccfe990df7259aea1ae01e42e2a04fb7c2c89c8fbd2ccceaa7e1f
-- A call is found by its person, its number and what was said. The words are made of this by lib/calls/search-vector.ts alone: what a
-- server calls a letter depends on its version and locale. What nobody could say in hours is left out, so that a call stays small.
CREATE OR REPLACE FUNCTION call_search_sources(of_calls uuid[]) RETURNS TABLE (
  call_id uuid, user_id uuid, who text[], phone_number text, said text[], source text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT found.*, encode(sha256(convert_to(concat_ws(E'\n', found.who::text, found.phone_number, found.said::text), 'UTF8')), 'hex')
  FROM (
    SELECT c.id, c.user_id, array_remove(ARRAY[c.caller_name, c.caller_email, nullif(l.extracted_name, c.caller_name),
        nullif(l.extracted_email, c.caller_email), l.company_name]::text[], NULL) AS who, c.phone_number::text AS phone_number, ARRAY(
      SELECT left(text, 1000000) FROM (
        SELECT place, text, sum(length(text)) OVER (ORDER BY place) - length(text) AS before FROM (
          SELECT place, turn ->> 'text' AS text FROM jsonb_array_elements(t.speaker_segments) WITH ORDINALITY turns (turn, place) OFFSET 0
        ) said
      ) texts WHERE before < 1000000 ORDER BY place) AS said
    FROM calls c
    LEFT JOIN lead_analytics l ON l.call_id = c.id
    LEFT JOIN transcripts t ON t.call_id = c.id
    WHERE c.id = ANY (of_calls)
  ) found
  ORDER BY found.id
$$;
COMMENT ON FUNCTION call_search_sources(uuid[]) IS 'What these calls are to be found by, and a digest of it';

-- Words are known to be those of a source, and to be as they were made, without being made again.
CREATE OR REPLACE FUNCTION call_search_digest(source text, words tsvector) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT substring(sha256(convert_to(source || words::text, 'UTF8')) FOR 16) $$;
COMMENT ON FUNCTION call_search_digest(text, tsvector) IS 'A digest of what words were made of, and of the words';

-- object: audit/searches.sql sha256:67fd9b8264f6729cfaa0aeb77ee284f61df445b06e279b750c46969877758300
-- Every call can be found, and a fresh one by what it says: to read all transcripts again takes longer than any other check. A call
-- whose words the job is about to make is not amiss, unless it has waited too long.
-- depends on: search/1_call_search_sources.sql
CREATE OR REPLACE FUNCTION is_call_search_awaited(call uuid, tenant uuid, day date, started timestamptz) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT EXISTS (SELECT FROM call_search_queue q WHERE q.call_id = call AND q.queued_at > now() - interval '1 hour')
    OR EXISTS (SELECT FROM call_search_rebuilds r WHERE r.user_id = tenant AND day BETWEEN r.first_day AND r.last_day
      AND (r.before_call_id IS NULL OR (started, call) < (r.before_started_at, r.before_call_id))
      AND r.requested_at > now() - interval '1 day')
$$;
COMMENT ON FUNCTION is_call_search_awaited(uuid, uuid, date, timestamptz) IS 'Whether the words of a call are to be made shortly, and not since long ago';

CREATE OR REPLACE FUNCTION find_search_differences(tenant uuid DEFAULT NULL) RETURNS TABLE (
  check_name text, user_id uuid, table_name text, row_id text, detail text, day date)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT 'call_is_not_found_by_its_words', c.user_id, 'call_searches', c.id::text, found.detail, c.call_date FROM (
    SELECT n.id AS call_id, 'has no row' AS detail FROM calls n
    WHERE (tenant IS NULL OR n.user_id = tenant) AND NOT EXISTS (SELECT FROM call_searches s WHERE s.call_id = n.id)
      AND NOT EXISTS (SELECT FROM call_search_failures f WHERE f.call_id = n.id)
    UNION ALL
    SELECT s.call_id, 'has other words than the call' FROM call_search_sources(ARRAY(
      SELECT id FROM calls f WHERE f.call_date >= current_date - 2 AND (tenant IS NULL OR f.user_id = tenant))) m
    JOIN call_searches s USING (call_id)
    WHERE (s.user_id, s.digest) IS DISTINCT FROM (m.user_id, call_search_digest(m.source, s.words))
  ) found JOIN calls c ON c.id = found.call_id
  WHERE NOT is_call_search_awaited(c.id, c.user_id, c.call_date, c.started_at)
  UNION ALL
  SELECT 'call_is_not_found_by_its_words', c.user_id, 'call_searches', c.id::text, 'has no words: ' || f.reason, c.call_date
  FROM call_search_failures f JOIN calls c ON c.id = f.call_id
  WHERE (tenant IS NULL OR c.user_id = tenant) AND NOT is_call_search_awaited(c.id, c.user_id, c.call_date, c.started_at)
$$;
COMMENT ON FUNCTION find_search_differences(uuid) IS
  'Calls that no search finds, and those of the last days whose words are not of what the call says, with the day to rebuild; of one tenant, or of all';

-- object: search/2_write_call_searches.sql sha256:f035d2e489e36b853189b028f8a4ea4463e6b5b5064316fab9931ee2273d40c0
-- Whoever calls this has taken the calls, and read their sources after that.
-- depends on: search/1_call_search_sources.sql
CREATE OR REPLACE FUNCTION write_call_searches(of_calls uuid[], vectors text[], sources text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  changed_rows integer;
BEGIN
  INSERT INTO call_searches AS s (call_id, user_id, words, digest)
  SELECT c.id, c.user_id, made.words, call_search_digest(made.source, made.words)
  FROM (
    SELECT call_id, vector::tsvector AS words, source FROM unnest(of_calls, vectors, sources) AS given (call_id, vector, source) OFFSET 0
  ) made JOIN calls c ON c.id = made.call_id
  ORDER BY c.id
  ON CONFLICT (call_id) DO UPDATE SET user_id = excluded.user_id, words = excluded.words, digest = excluded.digest
  WHERE (s.user_id, s.digest) IS DISTINCT FROM (excluded.user_id, excluded.digest) OR s.words <> excluded.words;
  GET DIAGNOSTICS changed_rows = ROW_COUNT;
  DELETE FROM call_search_failures WHERE call_id = ANY (of_calls);
  RETURN changed_rows;
END $$;
COMMENT ON FUNCTION write_call_searches(uuid[], text[], text[]) IS
  'Writes the words by which these calls are found, and says of how many that changed them';

-- A call without words is shown by the audit, with the reason, until its words are made.
CREATE OR REPLACE FUNCTION note_call_search_failure(failed uuid, why text) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO call_search_failures (call_id, user_id, reason) SELECT id, user_id, left(why, 500) FROM calls WHERE id = failed
  ON CONFLICT (call_id) DO UPDATE SET reason = excluded.reason, failed_at = excluded.failed_at
$$;
COMMENT ON FUNCTION note_call_search_failure(uuid, text) IS 'Writes down that the words of a call could not be made, and why';

-- Only asked for here and made by the job, a piece at a time: whoever repairs a tenant's figures does not wait for all that was said.
-- A request that is there already begins anew.
CREATE OR REPLACE FUNCTION rebuild_call_searches(tenant uuid, first_day date DEFAULT '-infinity', last_day date DEFAULT 'infinity') RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  INSERT INTO call_search_rebuilds (user_id, first_day, last_day) VALUES (tenant, first_day, last_day)
  ON CONFLICT ON CONSTRAINT call_search_rebuilds_pkey DO UPDATE SET before_started_at = NULL, before_call_id = NULL
$$;
COMMENT ON FUNCTION rebuild_call_searches(uuid, date, date) IS 'Asks for the words by which a tenant''s calls of these days are found to be made anew';

-- object: search/3_call_searches_from_calls.sql sha256:9caaf1517ac7621e44003348374ea964518823b51403c5164ad09df5ddb1caed
-- The words by which a call is found follow its person, its number, its lead and its transcript, whatever is corrected or deleted: the
-- call waits for a job to make them. A failure leaves the call unfound, never unwritten. Ingestion holds them, and asks once for a
-- whole batch. The call is locked as its reference would lock it, so that one which is being deleted does not wait.
CREATE OR REPLACE FUNCTION trg_call_searches() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
DECLARE
  context text;
  changed uuid[];
BEGIN
  IF current_setting('app.call_searches', true) = 'held' THEN
    RETURN NULL;
  END IF;
  changed := CASE TG_TABLE_NAME
    WHEN 'calls' THEN ARRAY(
      SELECT n.id FROM calls_new n LEFT JOIN calls_old o ON o.id = n.id
      WHERE o.id IS NULL OR (n.user_id, n.phone_number, n.caller_name, n.caller_email)
        IS DISTINCT FROM (o.user_id, o.phone_number, o.caller_name, o.caller_email))
    WHEN 'lead_analytics' THEN ARRAY(
      SELECT c.id FROM (
        SELECT call_id, extracted_name, extracted_email, company_name FROM leads_new
        EXCEPT SELECT call_id, extracted_name, extracted_email, company_name FROM leads_old
        UNION (SELECT call_id, extracted_name, extracted_email, company_name FROM leads_old
        EXCEPT SELECT call_id, extracted_name, extracted_email, company_name FROM leads_new)) l
      JOIN calls c ON c.id = l.call_id
      WHERE l.company_name IS NOT NULL OR nullif(l.extracted_name, c.caller_name) IS NOT NULL
        OR nullif(l.extracted_email, c.caller_email) IS NOT NULL)
    ELSE ARRAY(
      SELECT call_id FROM transcripts_new n WHERE NOT EXISTS (SELECT FROM transcripts_old o
        WHERE o.call_id = n.call_id AND o.speaker_segments = n.speaker_segments)
      UNION SELECT call_id FROM transcripts_old o WHERE NOT EXISTS (SELECT FROM transcripts_new n WHERE n.call_id = o.call_id))
  END;
  IF cardinality(changed) > 0 THEN
    INSERT INTO call_search_queue (call_id, user_id) SELECT id, user_id FROM calls WHERE id = ANY (changed) ORDER BY id FOR KEY SHARE;
  END IF;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
  PERFORM log_trigger_error(TG_TABLE_NAME, TG_OP, SQLSTATE, SQLERRM, context);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER trigger_call_searches_from_calls_insert
  AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_calls_update
  AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_old NEW TABLE AS calls_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_leads_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_leads_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_leads_delete
  AFTER DELETE ON lead_analytics REFERENCING OLD TABLE AS leads_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_transcripts_insert
  AFTER INSERT ON transcripts REFERENCING NEW TABLE AS transcripts_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_transcripts_update
  AFTER UPDATE ON transcripts REFERENCING OLD TABLE AS transcripts_old NEW TABLE AS transcripts_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

CREATE OR REPLACE TRIGGER trigger_call_searches_from_transcripts_delete
  AFTER DELETE ON transcripts REFERENCING OLD TABLE AS transcripts_old
  FOR EACH STATEMENT EXECUTE FUNCTION trg_call_searches();

-- object: search/4_call_searches_of_batches.sql sha256:4548f0d0f4034f920c32f178f2a57b672019031f036421df8ed4480c7ea426d4
-- Ingestion writes a call, its lead and its transcript one after another, and asks for their words once, after all of them. Who holds
-- them and never releases them is found by the audit. A failure leaves the calls unfound, never unwritten.
CREATE OR REPLACE FUNCTION hold_call_searches() RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$ SELECT set_config('app.call_searches', 'held', true) $$;
COMMENT ON FUNCTION hold_call_searches() IS 'Until release_call_searches, triggers ask for no words by which calls are found';

CREATE OR REPLACE FUNCTION release_call_searches(written uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  context text;
BEGIN
  PERFORM set_config('app.call_searches', '', true);
  BEGIN
    INSERT INTO call_search_queue (call_id, user_id) SELECT id, user_id FROM calls WHERE id = ANY (written) ORDER BY id;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
    PERFORM log_trigger_error('call_search_queue', 'INSERT', SQLSTATE, SQLERRM, context);
  END;
END $$;
COMMENT ON FUNCTION release_call_searches(uuid[]) IS 'Lets the calls wait for their words that the transaction has written since hold_call_searches';

-- object: search/matching_calls.sql sha256:2b157229a7c05b230236e060772b5cfecef25c6a9a7a2d9135bfb3f8fd0e2ff3
-- Of the calls that somebody lists, those that a query finds, which lib/calls/search-query.ts makes of what was typed: strictly, and
-- loosely, as an index can tell without looking at a call. A policy would keep a tenant from the index, since a match
-- is no comparison that is safe to make before it: these functions see to the tenant themselves, and give ids alone.
CREATE OR REPLACE FUNCTION query_of_tenant(loose tsquery) RETURNS tsquery
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$ SELECT format('''u:%s''', app_user_id())::tsquery && loose $$;
COMMENT ON FUNCTION query_of_tenant(tsquery) IS 'A query within the calls of the transaction''s tenant: the tenant is a word of each';

CREATE OR REPLACE FUNCTION matching_calls(strict tsquery, loose tsquery, among uuid[]) RETURNS TABLE (call_id uuid, is_match boolean)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50
SET search_path = public, pg_temp
-- The index of words takes long for common ones, and cannot tell how common these are: the given calls are few.
SET enable_bitmapscan = off
AS $$
  SELECT c.call_id, c.words @@ strict FROM call_searches c
  WHERE c.call_id = ANY (among) AND c.user_id = (SELECT app_user_id()) AND c.words @@ (SELECT query_of_tenant(loose))
$$;
COMMENT ON FUNCTION matching_calls(tsquery, tsquery, uuid[]) IS
  'Those of the given calls of the transaction''s tenant that hold the words, and whether they match them';

-- All calls in which the terms are found, where there are few: it looks at no more than rows_max of them, and one that it gives
-- more than that says that there may be others.
CREATE OR REPLACE FUNCTION find_calls(strict tsquery, loose tsquery, rows_max integer) RETURNS TABLE (call_id uuid, is_match boolean)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1000
SET search_path = public, pg_temp
SET enable_seqscan = off
AS $$
  SELECT s.call_id, s.words @@ strict FROM (
    SELECT c.call_id, c.words FROM call_searches c
    WHERE c.words @@ (SELECT query_of_tenant(loose)) AND c.user_id = (SELECT app_user_id())
    LIMIT rows_max
  ) s
$$;
COMMENT ON FUNCTION find_calls(tsquery, tsquery, integer) IS
  'At most rows_max calls of the transaction''s tenant that hold the words, and whether they match them; fewer are all there are';

-- How many calls the planner expects to hold the words, by what ANALYZE saw: it says which way to look is the shorter one.
CREATE OR REPLACE FUNCTION expected_calls(loose tsquery) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM call_searches WHERE words @@ %L::tsquery',
    query_of_tenant(loose)) INTO plan;
  RETURN (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
END $$;
COMMENT ON FUNCTION expected_calls(tsquery) IS 'About how many calls of the transaction''s tenant hold the words';

-- object: search/take_call_searches.sql sha256:4a8faf6ce37f22f58565e438d8f1962ba4a16c7d406df58cc1a1684380a66836
-- One worker at a time makes words, so that none overwrites newer ones with older. It takes the calls that wait longest, and some that
-- came last: however many wait, a fresh one does not wait for all of them. A quarter of its room is for calls that are made anew.
-- Calls are locked against deletion until the transaction ends; those that somebody else is changing are passed over and wait on.
-- What is taken waits no more when the transaction commits, and is as it was when it does not.
CREATE OR REPLACE FUNCTION take_call_searches(calls_max integer, bytes_max bigint) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
-- In the order of the queue, whatever the planner thinks of its size.
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
DECLARE
  waiting uuid[];
  page uuid[];
  anew uuid[];
  request call_search_rebuilds;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('call_searches')) THEN
    RETURN '{}';
  END IF;
  waiting := ARRAY(SELECT call_id FROM (
    SELECT q.call_id FROM call_search_queue q JOIN calls c ON c.id = q.call_id
    ORDER BY q.id LIMIT greatest(1, calls_max / 2) FOR KEY SHARE OF c SKIP LOCKED) oldest);
  waiting := waiting || ARRAY(SELECT call_id FROM (
    SELECT q.call_id FROM call_search_queue q JOIN calls c ON c.id = q.call_id
    ORDER BY q.id DESC LIMIT calls_max / 4 FOR KEY SHARE OF c SKIP LOCKED) newest);
  waiting := first_calls_of(waiting, bytes_max);
  -- Whatever has been asked for until now of these calls: their sources are read after this.
  DELETE FROM call_search_queue WHERE call_id = ANY (waiting);

  LOOP
    SELECT * INTO request FROM call_search_rebuilds ORDER BY coalesce(postponed_at, requested_at), user_id LIMIT 1 FOR UPDATE SKIP LOCKED;
    EXIT WHEN NOT FOUND;
    BEGIN
      page := ARRAY(SELECT id FROM (
        SELECT c.id FROM calls c
        WHERE c.user_id = request.user_id AND c.call_date BETWEEN request.first_day AND request.last_day
          AND c.started_at >= (request.first_day - 2)::timestamptz AND c.started_at < (request.last_day + 2)::timestamptz
          AND (c.started_at, c.id) < (coalesce(request.before_started_at, 'infinity'),
            coalesce(request.before_call_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
        ORDER BY c.started_at DESC, c.id DESC LIMIT greatest(1, calls_max - cardinality(waiting)) FOR KEY SHARE NOWAIT) newest);
    EXCEPTION WHEN lock_not_available THEN
      -- Somebody changes many calls of this tenant: it is the others' turn.
      UPDATE call_search_rebuilds r SET postponed_at = clock_timestamp()
      WHERE (r.user_id, r.first_day, r.last_day) = (request.user_id, request.first_day, request.last_day);
      EXIT;
    END;
    anew := first_calls_of(page, bytes_max);
    IF cardinality(anew) = cardinality(page) AND cardinality(page) < greatest(1, calls_max - cardinality(waiting)) THEN
      DELETE FROM call_search_rebuilds r
      WHERE (r.user_id, r.first_day, r.last_day) = (request.user_id, request.first_day, request.last_day);
    ELSE
      UPDATE call_search_rebuilds r SET before_started_at = c.started_at, before_call_id = c.id FROM calls c
      WHERE c.id = anew[cardinality(anew)]
        AND (r.user_id, r.first_day, r.last_day) = (request.user_id, request.first_day, request.last_day);
    END IF;
    EXIT WHEN cardinality(anew) > 0;
  END LOOP;
  RETURN ARRAY(SELECT DISTINCT id FROM unnest(waiting || anew) AS taken (id) ORDER BY id);
END $$;
COMMENT ON FUNCTION take_call_searches(integer, bigint) IS
  'The calls whose words the transaction makes next, at most so many and about so many bytes of transcripts; none while another one makes words';

CREATE OR REPLACE FUNCTION first_calls_of(given uuid[], bytes_max bigint) RETURNS uuid[]
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT coalesce(array_agg(id ORDER BY place), '{}') FROM (
    SELECT id, place, sum(bytes) OVER (ORDER BY place) - bytes AS bytes_before FROM (
      SELECT g.id, min(g.place) AS place, max(coalesce(pg_column_size(t.speaker_segments), 0)) AS bytes
      FROM unnest(given) WITH ORDINALITY g (id, place) LEFT JOIN transcripts t ON t.call_id = g.id
      GROUP BY g.id
    ) sized
  ) measured WHERE bytes_before < bytes_max
$$;
COMMENT ON FUNCTION first_calls_of(uuid[], bigint) IS 'The first of the given calls, in their order, and as many after it as there is room for their transcripts as they are stored';

-- The job is asked for while something waits, by every worker process every second: nothing else has to remember to.
CREATE OR REPLACE FUNCTION wake_call_searches() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM call_search_queue) OR EXISTS (SELECT FROM call_search_rebuilds) THEN
    PERFORM graphile_worker.add_job('index-calls', job_key => 'index-calls', max_attempts => 3);
  END IF;
END $$;
COMMENT ON FUNCTION wake_call_searches() IS 'Tells the job processes that calls wait for their words, when some do';

CREATE OR REPLACE FUNCTION read_search_delay(OUT pending_calls integer, OUT oldest_seconds double precision, OUT rebuilds integer,
  OUT failed_calls integer)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT (SELECT count(*) FROM (SELECT FROM call_search_queue LIMIT 100000) few)::integer,
    coalesce((SELECT greatest(0, extract(epoch FROM clock_timestamp() - queued_at)) FROM call_search_queue ORDER BY id LIMIT 1), 0),
    (SELECT count(*) FROM call_search_rebuilds)::integer,
    (SELECT count(*) FROM (SELECT FROM call_search_failures LIMIT 100000) few)::integer
$$;
COMMENT ON FUNCTION read_search_delay() IS
  'How many changes of calls wait for their words, 100,000 standing for more, since how many seconds the first does, how many ranges are made anew, and how many calls have failed';

-- object: security/1_row_level_security.sql sha256:f76071355693f571b0d0e6b7cb5903cc78a4a6c7ba4afac9a682275701a9251c
-- A tenant's transaction sees and writes the rows of the tenant it names in app.user_id, and none when it names none.
CREATE OR REPLACE FUNCTION app_user_id() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;

-- Security is forced, so the owner too (on behalf of whom triggers run) passes by a policy of its own.
DO $$
DECLARE
  name text;
  tenant_column text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'users', 'agents', 'contacts', 'calls', 'transcripts', 'lead_analytics', 'agent_call_outcomes', 'credit_transactions',
    'agent_analytics', 'user_analytics', 'user_sessions', 'webhook_events', 'phone_numbers', 'follow_ups', 'customers',
    'user_daily_analytics', 'call_analytics_cache', 'dashboard_cache', 'agent_performance_trends', 'agent_targets',
    'oauth_accounts', 'second_factors', 'second_factor_recovery_codes', 'email_verification_tokens', 'password_reset_tokens',
    'call_segment_analytics', 'contact_imports', 'contact_import_rows', 'deleted_contacts', 'leads', 'customer_events',
    'call_searches', 'saved_views',
    'call_search_queue', 'call_search_rebuilds', 'call_search_failures'
  ] LOOP
    tenant_column := CASE name WHEN 'users' THEN 'id' WHEN 'phone_numbers' THEN 'assigned_to_user_id' ELSE 'user_id' END;
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('DROP POLICY IF EXISTS owner_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY owner_sees_all ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('DROP POLICY IF EXISTS ingest_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY ingest_sees_all ON public.%I TO app_ingest USING (true) WITH CHECK (true)', name);
    EXECUTE format('DROP POLICY IF EXISTS tenant_sees_own ON public.%I', name);
    EXECUTE format(
      'CREATE POLICY tenant_sees_own ON public.%1$I TO app_tenant
         USING (%2$I = (SELECT app_user_id())) WITH CHECK (%2$I = (SELECT app_user_id()))', name, tenant_column);
  END LOOP;
  -- A conversation becomes the charge of its call or the refund of a correction, and no other entry.
  DROP POLICY IF EXISTS ingest_sees_all ON public.credit_transactions;
  DROP POLICY IF EXISTS ingest_reads_ledger ON public.credit_transactions;
  CREATE POLICY ingest_reads_ledger ON public.credit_transactions FOR SELECT TO app_ingest USING (true);
  DROP POLICY IF EXISTS ingest_charges_calls ON public.credit_transactions;
  CREATE POLICY ingest_charges_calls ON public.credit_transactions FOR INSERT TO app_ingest WITH CHECK (
    call_id IS NOT NULL AND conversation_id IS NOT NULL AND (type = 'usage' OR type = 'refund' AND is_correction AND amount > 0));
  FOREACH name IN ARRAY ARRAY['users', 'user_sessions', 'oauth_accounts', 'second_factors', 'second_factor_recovery_codes',
    'email_verification_tokens', 'password_reset_tokens'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS auth_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY auth_sees_all ON public.%I TO app_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
  -- What no tenant may see is closed to all but the owner and the roles that grants name.
  FOREACH name IN ARRAY ARRAY['login_attempts', 'password_reset_attempts', 'admin_audit_log', 'audit_findings', 'stale_trends'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('DROP POLICY IF EXISTS owner_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY owner_sees_all ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['login_attempts', 'password_reset_attempts'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS auth_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY auth_sees_all ON public.%I TO app_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
  DROP POLICY IF EXISTS job_sees_all ON public.audit_findings;
  CREATE POLICY job_sees_all ON public.audit_findings TO app_job USING (true) WITH CHECK (true);
  FOREACH name IN ARRAY ARRAY['admin_audit_log', 'audit_findings'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS admin_sees_all ON public.%I', name);
    EXECUTE format('CREATE POLICY admin_sees_all ON public.%I TO app_admin USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

