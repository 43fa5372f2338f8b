-- How a call ended is what a person said, else what the provider said. Whoever writes `outcome` writes the provider's word, also with
-- a correction or a replay; what a person said stays until that person takes it back.
CREATE OR REPLACE FUNCTION trg_outcomes_take_providers() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.provider_outcome := NEW.outcome;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_outcomes_take_providers() IS 'An outcome that is written is the provider''s';

CREATE OR REPLACE FUNCTION trg_outcomes_decide() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NEW.edited_outcome IS DISTINCT FROM OLD.edited_outcome THEN
    NEW.edited_at := CASE WHEN NEW.edited_outcome IS NOT NULL THEN now() END;
    NEW.edited_by := CASE WHEN NEW.edited_outcome IS NOT NULL THEN app_user_id() END;
  END IF;
  NEW.outcome := coalesce(NEW.edited_outcome, NEW.provider_outcome);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_outcomes_decide() IS 'The outcome that counts is a person''s, else the provider''s; an edit says when and whose it was';

-- Fires for whoever names the column, also when it stays as it was: only so is a provider's word told from none. By its name it is the first.
CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_1_take_providers
  BEFORE INSERT OR UPDATE OF outcome ON agent_call_outcomes
  FOR EACH ROW EXECUTE FUNCTION trg_outcomes_take_providers();

CREATE OR REPLACE TRIGGER trigger_agent_call_outcomes_2_decide
  BEFORE INSERT OR UPDATE ON agent_call_outcomes
  FOR EACH ROW EXECUTE FUNCTION trg_outcomes_decide();
