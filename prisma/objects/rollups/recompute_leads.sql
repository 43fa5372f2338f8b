-- The rows of these persons of a tenant become what their leads add up to; a person without any lead has none. Whoever calls these
-- holds the tenant's rollups and reads after that: each statement here sees all that was committed before.
-- depends on: rollups/person_leads.sql
CREATE OR REPLACE FUNCTION recompute_leads(tenant uuid, keys text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  kept integer;
BEGIN
  INSERT INTO leads AS t (user_id, person_key,
    call_count, first_call_id, first_call_at, first_call_source, first_lead_type, first_score, first_tag,
    latest_call_id, latest_call_at, latest_call_date, latest_agent_id, latest_score, latest_tag, latest_is_qualified,
    best_call_id, best_score, best_tag, was_qualified, cta_pricing_calls, cta_demo_calls, cta_followup_calls,
    cta_sample_calls, cta_human_calls, cta_calls, demo_scheduled_at, name, email, company)
  SELECT user_id, person_key,
    call_count, first_call_id, first_call_at, first_call_source, first_lead_type, first_score, first_tag,
    latest_call_id, latest_call_at, latest_call_date, latest_agent_id, latest_score, latest_tag, latest_is_qualified,
    best_call_id, best_score, best_tag, was_qualified, cta_pricing_calls, cta_demo_calls, cta_followup_calls,
    cta_sample_calls, cta_human_calls, cta_calls, demo_scheduled_at, name, email, company
  FROM person_leads WHERE user_id = tenant AND person_key = ANY (keys)
  ON CONFLICT (user_id, person_key) DO UPDATE SET
    call_count = excluded.call_count,
    first_call_id = excluded.first_call_id,
    first_call_at = excluded.first_call_at,
    first_call_source = excluded.first_call_source,
    first_lead_type = excluded.first_lead_type,
    first_score = excluded.first_score,
    first_tag = excluded.first_tag,
    latest_call_id = excluded.latest_call_id,
    latest_call_at = excluded.latest_call_at,
    latest_call_date = excluded.latest_call_date,
    latest_agent_id = excluded.latest_agent_id,
    latest_score = excluded.latest_score,
    latest_tag = excluded.latest_tag,
    latest_is_qualified = excluded.latest_is_qualified,
    best_call_id = excluded.best_call_id,
    best_score = excluded.best_score,
    best_tag = excluded.best_tag,
    was_qualified = excluded.was_qualified,
    cta_pricing_calls = excluded.cta_pricing_calls,
    cta_demo_calls = excluded.cta_demo_calls,
    cta_followup_calls = excluded.cta_followup_calls,
    cta_sample_calls = excluded.cta_sample_calls,
    cta_human_calls = excluded.cta_human_calls,
    cta_calls = excluded.cta_calls,
    demo_scheduled_at = excluded.demo_scheduled_at,
    name = excluded.name,
    email = excluded.email,
    company = excluded.company
  WHERE (
    t.call_count, t.first_call_id, t.first_call_at, t.first_call_source, t.first_lead_type, t.first_score,
    t.first_tag, t.latest_call_id, t.latest_call_at, t.latest_call_date, t.latest_agent_id, t.latest_score,
    t.latest_tag, t.latest_is_qualified, t.best_call_id, t.best_score, t.best_tag, t.was_qualified,
    t.cta_pricing_calls, t.cta_demo_calls, t.cta_followup_calls, t.cta_sample_calls, t.cta_human_calls, t.cta_calls,
    t.demo_scheduled_at, t.name, t.email, t.company
  ) IS DISTINCT FROM (
    excluded.call_count, excluded.first_call_id, excluded.first_call_at, excluded.first_call_source,
    excluded.first_lead_type, excluded.first_score, excluded.first_tag, excluded.latest_call_id,
    excluded.latest_call_at, excluded.latest_call_date, excluded.latest_agent_id, excluded.latest_score,
    excluded.latest_tag, excluded.latest_is_qualified, excluded.best_call_id, excluded.best_score, excluded.best_tag,
    excluded.was_qualified, excluded.cta_pricing_calls, excluded.cta_demo_calls, excluded.cta_followup_calls,
    excluded.cta_sample_calls, excluded.cta_human_calls, excluded.cta_calls, excluded.demo_scheduled_at,
    excluded.name, excluded.email, excluded.company);
  GET DIAGNOSTICS kept = ROW_COUNT;
  RETURN kept;
END $$;
COMMENT ON FUNCTION recompute_leads(uuid, text[]) IS
  'Makes the rows of these persons what their leads add up to, and says how many rows that changed';

CREATE OR REPLACE FUNCTION remove_leads_without_calls(tenant uuid, keys text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  gone integer;
BEGIN
  DELETE FROM leads t WHERE t.user_id = tenant AND t.person_key = ANY (keys)
    AND NOT EXISTS (SELECT FROM lead_analytics l WHERE l.user_id = tenant AND l.person_key = t.person_key);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
COMMENT ON FUNCTION remove_leads_without_calls(uuid, text[]) IS
  'Removes the rows of those of these persons who have no lead any more, and says how many';
