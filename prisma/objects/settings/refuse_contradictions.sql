-- Settings that depend on each other agree at every moment: hot is not below warm, and some score has a weight. Whoever changes one of
-- them waits for whoever changes another, or each would be right by itself and both wrong together.
CREATE OR REPLACE FUNCTION trg_system_config_refuse_contradictions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('settings that depend on each other'));
  IF EXISTS (
    SELECT FROM system_config hot, system_config warm
    WHERE hot.config_key = 'hot_lead_score' AND warm.config_key = 'warm_lead_score' AND hot.config_value::integer < warm.config_value::integer
  ) THEN
    RAISE EXCEPTION 'A lead is hot from no lower score than it is warm from.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'system_config_hot_is_not_below_warm', TABLE = 'system_config';
  END IF;
  IF (SELECT sum(config_value::integer) FROM system_config WHERE config_key LIKE 'lead\_weight\_%') = 0 THEN
    RAISE EXCEPTION 'At least one score has a weight above 0.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'system_config_some_score_has_weight', TABLE = 'system_config';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION trg_system_config_refuse_contradictions() IS 'Settings that contradict each other are refused';

CREATE OR REPLACE TRIGGER trigger_system_config_refuse_contradictions
  AFTER INSERT OR UPDATE OF config_value ON system_config
  FOR EACH ROW WHEN (NEW.config_key IN ('hot_lead_score', 'warm_lead_score') OR NEW.config_key LIKE 'lead\_weight\_%')
  EXECUTE FUNCTION trg_system_config_refuse_contradictions();
