-- A new or moved target starts with what its period has brought already. It is counted while the rollups are held, so that no
-- call falls between that count and the differences that follow it. Another tenant's agent has no days here: the foreign key refuses it only
-- when the statement has returned its row.
CREATE OR REPLACE FUNCTION trg_agent_targets_fill() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM hold_rollups(ARRAY[NEW.user_id]);
  SELECT coalesce(sum(total_calls), 0), coalesce(sum(successful_calls), 0), coalesce(sum(leads_generated), 0)
  INTO NEW.actual_calls, NEW.actual_successful_calls, NEW.actual_leads
  FROM agent_analytics
  WHERE agent_id = NEW.agent_id AND hour IS NULL
    AND date BETWEEN NEW.target_date AND period_last_day(NEW.target_type, NEW.target_date)
    AND EXISTS (SELECT FROM agents WHERE id = NEW.agent_id AND user_id = NEW.user_id);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_agent_targets_fill() IS 'A new or moved target starts with what its period has brought already';

CREATE OR REPLACE TRIGGER trigger_agent_targets_fill
  BEFORE INSERT OR UPDATE OF agent_id, user_id, target_date, target_type ON agent_targets
  FOR EACH ROW EXECUTE FUNCTION trg_agent_targets_fill();
