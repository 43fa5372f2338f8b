-- A lead or an outcome written without its call's beginning takes it from the call; the foreign key keeps the two together.
CREATE OR REPLACE FUNCTION trg_set_call_started_at() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  -- A call that is not there is the foreign key's to refuse.
  NEW.call_started_at := coalesce((SELECT started_at FROM calls WHERE id = NEW.call_id), '-infinity');
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_lead_analytics_set_call_started_at
  BEFORE INSERT ON lead_analytics
  FOR EACH ROW WHEN (NEW.call_started_at IS NULL) EXECUTE FUNCTION trg_set_call_started_at();

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_set_call_started_at
  BEFORE INSERT ON agent_call_outcomes
  FOR EACH ROW WHEN (NEW.call_started_at IS NULL) EXECUTE FUNCTION trg_set_call_started_at();
