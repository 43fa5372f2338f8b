-- A call that says no more than the documentation asks for began when it was written, lasted started minutes, and cost what it says
-- for each of them. By its name this comes before the trigger that takes the day from the beginning; whoever gives all of it never meets it.
CREATE OR REPLACE FUNCTION trg_calls_fill() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.started_at := coalesce(NEW.started_at, NEW.created_at);
  NEW.duration_minutes := coalesce(NEW.duration_minutes, ceil(NEW.duration_seconds / 60.0));
  NEW.credits_per_minute := coalesce(NEW.credits_per_minute,
    CASE WHEN NEW.credits_used % nullif(NEW.duration_minutes, 0) = 0 THEN NEW.credits_used / NEW.duration_minutes ELSE 0 END);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_calls_fill() IS 'A call''s beginning, started minutes and rate follow from what the writer gives, when left out';

CREATE OR REPLACE TRIGGER trigger_calls_fill
  BEFORE INSERT ON calls
  FOR EACH ROW WHEN (NEW.started_at IS NULL OR NEW.duration_minutes IS NULL OR NEW.credits_per_minute IS NULL)
  EXECUTE FUNCTION trg_calls_fill();
