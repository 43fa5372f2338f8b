-- A call that goes or moves takes its lead and outcome along: their rows are locked with the call's, before the first of their
-- triggers holds the rollups that a writer of the other is waiting for.
CREATE OR REPLACE FUNCTION trg_calls_lock_children() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM FROM lead_analytics WHERE call_id = OLD.id FOR UPDATE;
  PERFORM FROM agent_call_outcomes WHERE call_id = OLD.id FOR UPDATE;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_calls_lock_children_delete
  BEFORE DELETE ON calls
  FOR EACH ROW EXECUTE FUNCTION trg_calls_lock_children();

CREATE OR REPLACE TRIGGER trigger_calls_lock_children_update
  BEFORE UPDATE OF user_id, agent_id, call_date, started_at ON calls
  FOR EACH ROW WHEN ((NEW.user_id, NEW.agent_id, NEW.call_date, NEW.started_at)
    IS DISTINCT FROM (OLD.user_id, OLD.agent_id, OLD.call_date, OLD.started_at))
  EXECUTE FUNCTION trg_calls_lock_children();
