-- The score that counts is the person's where there is one, else the AI's: total_score, lead_status_tag and is_qualified are always
-- derived. What is written to them counts as the AI's judgement, except where a person has overruled it; a correction by the AI never
-- touches the person's, and without it the AI's newest is back.
CREATE OR REPLACE FUNCTION trg_lead_analytics_judge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.ai_lead_status_tag IS NULL THEN
      NEW.ai_total_score := NEW.total_score;
      NEW.ai_lead_status_tag := NEW.lead_status_tag;
      NEW.ai_is_qualified := coalesce(NEW.is_qualified, false);
    END IF;
  ELSIF OLD.override_score IS NULL
    AND (NEW.total_score, NEW.lead_status_tag, NEW.is_qualified) IS DISTINCT FROM (OLD.total_score, OLD.lead_status_tag, OLD.is_qualified)
    AND (NEW.ai_total_score, NEW.ai_lead_status_tag, NEW.ai_is_qualified)
      IS NOT DISTINCT FROM (OLD.ai_total_score, OLD.ai_lead_status_tag, OLD.ai_is_qualified) THEN
    NEW.ai_total_score := NEW.total_score;
    NEW.ai_lead_status_tag := NEW.lead_status_tag;
    NEW.ai_is_qualified := NEW.is_qualified;
  END IF;

  IF NEW.override_score IS NULL THEN
    NEW.total_score := NEW.ai_total_score;
    NEW.lead_status_tag := NEW.ai_lead_status_tag;
    NEW.is_qualified := NEW.ai_is_qualified;
  ELSE
    NEW.total_score := NEW.override_score;
    -- Half an override is a constraint's to refuse.
    NEW.lead_status_tag := coalesce(NEW.override_tag, NEW.ai_lead_status_tag);
    NEW.is_qualified := coalesce(NEW.override_is_qualified, NEW.ai_is_qualified);
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_judge() IS
  'A lead''s score, tag and qualification are the person''s where one has overruled the AI, else the AI''s';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_judge
  BEFORE INSERT OR UPDATE ON lead_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_lead_analytics_judge();

-- A person says a score and why; what follows from the score by the settings of the day, and who it was and when, nobody says. By its
-- name this trigger comes before the one that derives what counts.
-- depends on: core/setting_integer.sql
CREATE OR REPLACE FUNCTION trg_lead_analytics_appoint_judge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.override_tag := CASE
    WHEN NEW.override_score >= setting_integer('hot_lead_score') THEN 'hot'
    WHEN NEW.override_score >= setting_integer('warm_lead_score') THEN 'warm'
    WHEN NEW.override_score IS NOT NULL THEN 'cold' END;
  NEW.override_is_qualified := NEW.override_score >= setting_integer('qualified_lead_score');
  NEW.overridden_at := CASE WHEN NEW.override_score IS NOT NULL THEN clock_timestamp() END;
  NEW.overridden_by := CASE WHEN NEW.override_score IS NOT NULL THEN app_user_id() END;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_appoint_judge() IS
  'What follows from a person''s score, and who gave it when, are the database''s to say; an override that is taken away leaves nothing';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_appoint_judge
  BEFORE UPDATE OF override_score, override_reason ON lead_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_lead_analytics_appoint_judge();

-- A call's outcome agrees with its lead about whether it is qualified and how warm it is; that the caller was not interested is
-- the outcome's own finding and stays. The row is locked before the statement's rollups are held: leads, outcomes, rollups.
CREATE OR REPLACE FUNCTION trg_lead_analytics_tell_outcome() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE agent_call_outcomes
  SET is_qualified_lead = NEW.is_qualified,
    lead_temperature = CASE WHEN lead_temperature = 'not_interested' THEN lead_temperature ELSE NEW.lead_status_tag END
  WHERE call_id = NEW.call_id;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_tell_outcome() IS 'A call''s outcome follows when a person overrules the AI about its lead';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_tell_outcome
  AFTER UPDATE ON lead_analytics
  FOR EACH ROW WHEN (NEW.override_score IS DISTINCT FROM OLD.override_score
    OR NEW.override_tag IS DISTINCT FROM OLD.override_tag OR NEW.override_is_qualified IS DISTINCT FROM OLD.override_is_qualified)
  EXECUTE FUNCTION trg_lead_analytics_tell_outcome();
