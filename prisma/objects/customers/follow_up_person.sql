-- A follow-up whose person nobody names is about the person of its number, else of its address, else of its call.
CREATE OR REPLACE FUNCTION trg_follow_ups_name_person() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.person_key := coalesce(NEW.person_key, NEW.lead_phone, lower(NEW.lead_email), NEW.call_id::text);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_follow_ups_name_person() IS
  'A follow-up is about the person that it names, else about the one of its number, address or call';

CREATE OR REPLACE TRIGGER trigger_follow_ups_name_person
  BEFORE INSERT ON follow_ups
  FOR EACH ROW EXECUTE FUNCTION trg_follow_ups_name_person();
