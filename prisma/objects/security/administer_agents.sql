-- An agent is linked by an administrator to one tenant, and its events that came before are then read again. Who acts is asked of the accounts.
-- depends on: security/administer_accounts.sql
-- depends on: live/request_replay.sql
CREATE OR REPLACE FUNCTION list_waiting_events(of_agents text[] DEFAULT NULL) RETURNS TABLE (
  provider_agent_id text, events bigint, first_received_at timestamptz, last_received_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
  SELECT w.agent::text, w.events, w.first_at, w.last_at
  FROM (
    SELECT e.provider_agent_id AS agent, count(*) AS events, min(e.received_at) AS first_at, max(e.received_at) AS last_at
    FROM webhook_events e
    WHERE e.status = 'quarantined' AND e.reason = 'unknown_agent' AND e.provider_agent_id IS NOT NULL
      AND (of_agents IS NULL OR e.provider_agent_id = ANY (of_agents))
    GROUP BY e.provider_agent_id
  ) w
  WHERE of_agents IS NOT NULL OR NOT EXISTS (SELECT FROM agents g WHERE g.elevenlabs_agent_id = w.agent)
  ORDER BY w.last_at DESC, w.agent
  LIMIT 200
$$;
COMMENT ON FUNCTION list_waiting_events(text[]) IS
  'How many events wait for their agent to be linked, by the provider''s id of the agent, of those that nobody has or of those that are named';

CREATE OR REPLACE FUNCTION link_agent(acting_user uuid, target_user uuid, agent uuid, provider_agent text, known_as text, kind text)
RETURNS TABLE (waiting bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  target users := administered_user(acting_user, target_user);
  waits record;
BEGIN
  IF target.id IS NULL THEN
    RETURN;
  END IF;
  IF NOT target.is_active THEN
    RAISE EXCEPTION 'A closed account gets no agent.'
      USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'agents_account_is_active', TABLE = 'agents';
  END IF;
  INSERT INTO agents (id, user_id, elevenlabs_agent_id, name, agent_type) VALUES (agent, target_user, provider_agent, known_as, kind);
  SELECT w.events, w.first_received_at INTO waits FROM list_waiting_events(ARRAY[provider_agent]) w;
  IF FOUND THEN
    PERFORM graphile_worker.add_job(
      'replay-events',
      json_build_object('tenantId', target_user, 'providerAgentId', provider_agent, 'receivedFrom', waits.first_received_at,
        'receivedBefore', clock_timestamp() + interval '1 minute'),
      queue_name => 'replay', job_key => 'replay-events of ' || provider_agent, max_attempts => 5);
  END IF;
  RETURN QUERY SELECT coalesce(waits.events, 0::bigint);
END $$;
COMMENT ON FUNCTION link_agent(uuid, uuid, uuid, text, text, text) IS
  'Links a provider''s agent to a tenant and has its waiting events read again; how many there are, no row when there is no such account';

CREATE OR REPLACE FUNCTION update_agent(acting_user uuid, agent uuid, known_as text, active boolean)
RETURNS TABLE (user_id uuid, name_before text, active_before boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  before agents;
BEGIN
  SELECT * INTO before FROM agents g WHERE g.id = agent FOR NO KEY UPDATE;
  IF before.id IS NULL THEN
    PERFORM administered_user(acting_user, NULL);
    RETURN;
  END IF;
  PERFORM administered_user(acting_user, before.user_id);
  UPDATE agents SET name = known_as, is_active = active WHERE id = agent AND (name <> known_as OR is_active <> active);
  RETURN QUERY SELECT before.user_id, before.name::text, before.is_active;
END $$;
COMMENT ON FUNCTION update_agent(uuid, uuid, text, boolean) IS
  'Names an agent, and says whether it is in use; its tenant and what held before, no row when there is no such agent';
