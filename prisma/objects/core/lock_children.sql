-- A call that goes or moves, or changes what its lead and outcome repeat of it, takes them along: their rows are locked with the call's, before the first of their
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
COMMENT ON FUNCTION trg_calls_lock_children() IS 'A call that goes or moves locks its lead and outcome before any trigger holds the rollups';

CREATE OR REPLACE TRIGGER trigger_calls_lock_children_delete
  BEFORE DELETE ON calls
  FOR EACH ROW EXECUTE FUNCTION trg_calls_lock_children();

CREATE OR REPLACE TRIGGER trigger_calls_lock_children_update
  BEFORE UPDATE OF user_id, agent_id, call_date, started_at, call_source, lead_type, phone_number, caller_email, status ON calls
  FOR EACH ROW WHEN ((NEW.user_id, NEW.agent_id, NEW.call_date, NEW.started_at, NEW.call_source, NEW.lead_type, NEW.phone_number, NEW.caller_email)
    IS DISTINCT FROM (OLD.user_id, OLD.agent_id, OLD.call_date, OLD.started_at, OLD.call_source, OLD.lead_type, OLD.phone_number, OLD.caller_email)
    -- is_counted is generated, and has no value yet in what is about to be written.
    OR (NEW.status IN ('completed', 'failed')) <> (OLD.status IN ('completed', 'failed')))
  EXECUTE FUNCTION trg_calls_lock_children();
