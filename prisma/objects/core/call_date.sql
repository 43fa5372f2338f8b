-- A call belongs to the day on which it started in its tenant's zone; nobody else sets that day.
-- A new call is written under a shared lock of its tenant's zone, so that none keeps a day of a zone that is being left. A
-- change of zone waits for a call that is being changed at its row; a lock after the row's would close a circle.
CREATE OR REPLACE FUNCTION trg_calls_set_call_date() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM pg_advisory_xact_lock_shared(hashtext('time zone'), hashtext(NEW.user_id::text));
  END IF;
  SELECT (NEW.started_at AT TIME ZONE u.timezone)::date INTO NEW.call_date FROM users u WHERE u.id = NEW.user_id;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_calls_set_call_date() IS 'A call belongs to the day on which it started in its tenant''s zone; nobody else sets that day';

CREATE OR REPLACE TRIGGER trigger_calls_set_call_date
  BEFORE INSERT OR UPDATE OF started_at, call_date, user_id ON calls
  FOR EACH ROW EXECUTE FUNCTION trg_calls_set_call_date();
