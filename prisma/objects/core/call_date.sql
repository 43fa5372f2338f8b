-- A call belongs to the day on which it started in its tenant's zone; nobody else sets that day.
CREATE OR REPLACE FUNCTION trg_calls_set_call_date() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
  SELECT (NEW.started_at AT TIME ZONE u.timezone)::date INTO NEW.call_date FROM users u WHERE u.id = NEW.user_id;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER trigger_calls_set_call_date
  BEFORE INSERT OR UPDATE OF started_at, call_date, user_id ON calls
  FOR EACH ROW EXECUTE FUNCTION trg_calls_set_call_date();
