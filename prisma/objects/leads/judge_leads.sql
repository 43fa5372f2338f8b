-- What a score means by the settings of the day, wherever somebody does not say it himself.
CREATE OR REPLACE FUNCTION lead_tag_of(score integer) RETURNS text
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT CASE WHEN score >= setting_integer('hot_lead_score') THEN 'hot' WHEN score >= setting_integer('warm_lead_score') THEN 'warm' ELSE 'cold' END
$$;
COMMENT ON FUNCTION lead_tag_of(integer) IS 'hot, warm or cold by the settings; cold without a score';

CREATE OR REPLACE FUNCTION is_qualified_score(score integer) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
  SELECT coalesce(score >= setting_integer('qualified_lead_score'), false)
$$;
COMMENT ON FUNCTION is_qualified_score(integer) IS 'Whether a score qualifies a lead by the settings';

-- The score that counts is the person's where there is one, else the AI's: total_score, lead_status_tag and is_qualified are always
-- derived. What is written to them counts as the AI's judgement, except where a person has overruled it; a correction by the AI never
-- touches the person's, and without it the AI's newest is back. Tag and qualification that a writer does not give, or leaves as they
-- were while the score changes, follow from the score by the settings.
CREATE OR REPLACE FUNCTION trg_lead_analytics_judge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.ai_lead_status_tag IS NULL THEN
      NEW.ai_total_score := coalesce(NEW.ai_total_score, NEW.total_score);
      NEW.ai_lead_status_tag := coalesce(NEW.lead_status_tag, lead_tag_of(NEW.ai_total_score));
      NEW.ai_is_qualified := coalesce(NEW.is_qualified, is_qualified_score(NEW.ai_total_score));
    END IF;
    NEW.ai_is_qualified := coalesce(NEW.ai_is_qualified, is_qualified_score(NEW.ai_total_score));
  ELSE
    IF OLD.override_score IS NULL
      AND (NEW.total_score, NEW.lead_status_tag, NEW.is_qualified) IS DISTINCT FROM (OLD.total_score, OLD.lead_status_tag, OLD.is_qualified)
      AND (NEW.ai_total_score, NEW.ai_lead_status_tag, NEW.ai_is_qualified)
        IS NOT DISTINCT FROM (OLD.ai_total_score, OLD.ai_lead_status_tag, OLD.ai_is_qualified) THEN
      NEW.ai_total_score := NEW.total_score;
      NEW.ai_lead_status_tag := NEW.lead_status_tag;
      NEW.ai_is_qualified := NEW.is_qualified;
    END IF;
    IF NEW.ai_total_score IS DISTINCT FROM OLD.ai_total_score THEN
      IF NEW.ai_lead_status_tag = OLD.ai_lead_status_tag THEN
        NEW.ai_lead_status_tag := lead_tag_of(NEW.ai_total_score);
      END IF;
      IF NEW.ai_is_qualified = OLD.ai_is_qualified THEN
        NEW.ai_is_qualified := is_qualified_score(NEW.ai_total_score);
      END IF;
    END IF;
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
  NEW.override_tag := CASE WHEN NEW.override_score IS NOT NULL THEN lead_tag_of(NEW.override_score) END;
  NEW.override_is_qualified := CASE WHEN NEW.override_score IS NOT NULL THEN is_qualified_score(NEW.override_score) END;
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
-- the outcome's own finding and stays. By its name this is the first of the statement's triggers, so that all rows are locked before the
-- rollups are held: leads, outcomes, rollups.
CREATE OR REPLACE FUNCTION trg_lead_analytics_tell_outcome() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, absent, pg_temp
AS $$
BEGIN
  UPDATE agent_call_outcomes o
  SET is_qualified_lead = n.is_qualified,
    lead_temperature = CASE WHEN o.lead_temperature = 'not_interested' THEN o.lead_temperature ELSE n.lead_status_tag END
  FROM leads_new n LEFT JOIN leads_old p ON p.id = n.id
  WHERE o.call_id = n.call_id AND (n.is_qualified, n.lead_status_tag) IS DISTINCT FROM (p.is_qualified, p.lead_status_tag)
    AND (o.is_qualified_lead <> n.is_qualified OR o.lead_temperature IS DISTINCT FROM n.lead_status_tag);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_lead_analytics_tell_outcome() IS 'A call''s outcome follows what its lead is judged to be';

DROP TRIGGER IF EXISTS trigger_lead_analytics_tell_outcome ON lead_analytics;

CREATE OR REPLACE TRIGGER trigger_0_lead_tells_outcome_insert
  AFTER INSERT ON lead_analytics REFERENCING NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_lead_analytics_tell_outcome();

CREATE OR REPLACE TRIGGER trigger_0_lead_tells_outcome_update
  AFTER UPDATE ON lead_analytics REFERENCING OLD TABLE AS leads_old NEW TABLE AS leads_new
  FOR EACH STATEMENT EXECUTE FUNCTION trg_lead_analytics_tell_outcome();
