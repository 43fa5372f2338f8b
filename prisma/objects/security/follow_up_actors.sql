-- Who wrote a follow-up and who completed it is the tenant whose transaction it is, never what a statement says.
CREATE OR REPLACE FUNCTION trg_follow_ups_name_actors() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  tenant uuid := app_user_id();
BEGIN
  -- Work on behalf of no tenant says itself for whom it writes.
  IF tenant IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.created_by := tenant;
    NEW.completed_by := CASE WHEN NEW.is_completed THEN tenant END;
  ELSE
    NEW.created_by := OLD.created_by;
    NEW.completed_by := CASE WHEN NOT NEW.is_completed THEN NULL WHEN OLD.is_completed THEN OLD.completed_by ELSE tenant END;
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_follow_ups_name_actors() IS
  'Who wrote and who completed a follow-up is the tenant whose transaction it is';

CREATE OR REPLACE TRIGGER trigger_follow_ups_name_actors
  BEFORE INSERT OR UPDATE ON follow_ups
  FOR EACH ROW EXECUTE FUNCTION trg_follow_ups_name_actors();
