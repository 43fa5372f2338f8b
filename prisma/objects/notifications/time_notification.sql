-- A lead becomes a notification at the moment it is first hot, has a demo or was handed to a human, and is none any more when it is
-- nothing of that. What becomes notable more than seven days after its call, because history was made, replayed or corrected, is
-- born read. The moment is the clock's, not the transaction's: one tenant's calls are booked one transaction after the other, so
-- nothing appears later with a moment that somebody has read up to.
-- Its name makes it run after the trigger that takes the call's beginning.
CREATE OR REPLACE FUNCTION trg_leads_time_notification() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT (NEW.lead_status_tag = 'hot' OR NEW.demo_scheduled_at IS NOT NULL OR NEW.cta_escalated_to_human) THEN
    NEW.notified_at := NULL;
  ELSIF TG_OP = 'INSERT' OR OLD.notified_at IS NULL THEN
    NEW.notified_at := clock_timestamp();
    NEW.is_read := NEW.call_started_at < NEW.notified_at - interval '7 days';
    IF NEW.is_read THEN
      NEW.notified_at := NEW.call_started_at;
    END IF;
  END IF;
  NEW.unread_at := CASE
    WHEN NEW.notified_at IS NULL OR NEW.is_read THEN NULL
    WHEN TG_OP = 'INSERT' OR OLD.notified_at IS NULL THEN NEW.notified_at
    WHEN OLD.is_read THEN clock_timestamp()
    ELSE OLD.unread_at
  END;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_leads_time_notification() IS
  'A lead is a notification from the moment it is first notable, unread unless its call was more than seven days ago';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_time_notification
  BEFORE INSERT OR UPDATE OF lead_status_tag, demo_scheduled_at, cta_escalated_to_human, is_read, notified_at, unread_at ON lead_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_leads_time_notification();
