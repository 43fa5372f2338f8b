-- A lead or an outcome takes from its call what the writer leaves out of what it repeats of it: agent, day, beginning, person, source,
-- direction, and whether the call is counted. The foreign key keeps the two together.
CREATE OR REPLACE FUNCTION trg_take_call_facts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  call calls;
BEGIN
  SELECT * INTO call FROM calls WHERE id = NEW.call_id AND user_id = NEW.user_id;
  -- A call that is not there, or is another tenant's, is the foreign key's to refuse, after the statement has returned its row.
  NEW.agent_id := coalesce(NEW.agent_id, call.agent_id, NEW.call_id);
  NEW.call_date := coalesce(NEW.call_date, call.call_date, '-infinity');
  NEW.call_started_at := coalesce(NEW.call_started_at, call.started_at, '-infinity');
  NEW.person_key := coalesce(NEW.person_key, call.person_key, '');
  NEW.call_source := coalesce(NEW.call_source, call.call_source, '');
  NEW.lead_type := coalesce(NEW.lead_type, call.lead_type, '');
  NEW.is_counted := coalesce(NEW.is_counted, call.is_counted, false);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_take_call_facts() IS 'A lead or an outcome takes from its call what the writer leaves out of what it repeats of it';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_take_call_facts
  BEFORE INSERT ON lead_analytics
  FOR EACH ROW WHEN (NEW.agent_id IS NULL OR NEW.call_date IS NULL OR NEW.call_started_at IS NULL OR NEW.person_key IS NULL
    OR NEW.call_source IS NULL OR NEW.lead_type IS NULL OR NEW.is_counted IS NULL)
  EXECUTE FUNCTION trg_take_call_facts();

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_take_call_facts
  BEFORE INSERT ON agent_call_outcomes
  FOR EACH ROW WHEN (NEW.agent_id IS NULL OR NEW.call_date IS NULL OR NEW.call_started_at IS NULL OR NEW.person_key IS NULL
    OR NEW.call_source IS NULL OR NEW.lead_type IS NULL OR NEW.is_counted IS NULL)
  EXECUTE FUNCTION trg_take_call_facts();

-- An outcome that does not say how good the lead was agrees with the call's lead, if there is one.
CREATE OR REPLACE FUNCTION trg_agent_call_outcomes_take_lead() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  lead lead_analytics;
BEGIN
  SELECT * INTO lead FROM lead_analytics WHERE call_id = NEW.call_id AND user_id = NEW.user_id;
  NEW.is_qualified_lead := coalesce(lead.is_qualified, false);
  NEW.lead_temperature := coalesce(NEW.lead_temperature, lead.lead_status_tag);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_agent_call_outcomes_take_lead() IS
  'An outcome that does not say how good the lead was agrees with the call''s lead';

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_take_lead
  BEFORE INSERT ON agent_call_outcomes
  FOR EACH ROW WHEN (NEW.is_qualified_lead IS NULL) EXECUTE FUNCTION trg_agent_call_outcomes_take_lead();
