-- A lead becomes a notification at the moment it is first hot, has a demo or was handed to a human, and is none any more when it is
-- nothing of that. What becomes notable more than seven days after its call, because history was made, replayed or corrected, is
-- born read. The moment is the clock's, not the transaction's: one tenant's calls are booked one transaction after the other, so
-- nothing appears later with a moment that somebody has read up to.
-- Its name makes it run after the trigger that takes the call's beginning.
-- is_read is true exactly while nobody need be told: a writer's word about a new one stands, and what is read at once, up to
-- users.notifications_read_until, keeps its moment, by which that can be taken back.
CREATE OR REPLACE FUNCTION trg_leads_time_notification() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
  is_history boolean;
  read_until timestamptz;
BEGIN
  IF NOT (NEW.lead_status_tag = 'hot' OR NEW.demo_scheduled_at IS NOT NULL OR NEW.cta_escalated_to_human) THEN
    NEW.notified_at := NULL;
    NEW.unread_at := NULL;
  ELSIF TG_OP = 'INSERT' OR OLD.notified_at IS NULL THEN
    NEW.notified_at := clock_timestamp();
    is_history := NEW.call_started_at < NEW.notified_at - interval '7 days';
    NEW.is_read := is_history OR NEW.is_read AND (TG_OP = 'INSERT' OR NOT OLD.is_read);
    IF is_history THEN
      NEW.notified_at := NEW.call_started_at;
    END IF;
    NEW.unread_at := CASE WHEN NOT NEW.is_read THEN NEW.notified_at END;
  ELSIF NEW.is_read = OLD.is_read THEN
    NEW.unread_at := OLD.unread_at;
  ELSE
    SELECT coalesce(u.notifications_read_until, '-infinity') INTO read_until FROM users u WHERE u.id = NEW.user_id;
    IF NEW.is_read THEN
      NEW.unread_at := CASE WHEN OLD.unread_at <= read_until THEN OLD.unread_at END;
    ELSE
      NEW.unread_at := CASE WHEN OLD.unread_at > read_until THEN OLD.unread_at ELSE clock_timestamp() END;
    END IF;
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION trg_leads_time_notification() IS
  'A lead is a notification from the moment it is first notable, unread unless its call was more than seven days ago';

CREATE OR REPLACE TRIGGER trigger_lead_analytics_time_notification
  BEFORE INSERT OR UPDATE OF total_score, lead_status_tag, ai_total_score, ai_lead_status_tag, demo_scheduled_at, cta_escalated_to_human, is_read, notified_at, unread_at ON lead_analytics
  FOR EACH ROW EXECUTE FUNCTION trg_leads_time_notification();
